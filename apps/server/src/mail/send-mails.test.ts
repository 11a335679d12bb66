import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it, type TestContext } from 'vitest'
import { makeKeys } from '../crypto/seal.ts'
import { purgeMails } from '../db/platform-housekeeping.repo.ts'
import { countWaitingMails, readMailbox, releaseMailLeases } from '../db/platform-mail.repo.ts'
import { databaseKinds, refusal, useDatabase } from '../db/use-database.fixture.ts'
import { makeLog } from '../telemetry/log.ts'
import type { Mail, MailTransport } from './mail.port.ts'
import { makeMailQueue, openMail } from './mail-queue.ts'
import { mailboxTransport } from './mailbox.transport.ts'
import { makeSendMails } from './send-mails.ts'
import { makeSmtpTransport } from './smtp.transport.ts'
import { startSmtp, type TestSmtp } from './smtp-server.fixture.ts'

const noon = new Date('2026-05-04T12:00:00.000Z')
const keys = makeKeys('a secret of thirty-two characters or more')
const code = '402718'
const link = 'https://desk.example/app/verify?token=a-secret-token'
const from = 'Countersign <desk@countersign.example>'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

describe.each(databaseKinds)('mails, %s', kind => {
  const database = useDatabase(kind)

  const prepare = async (context: TestContext) => {
    const { admin, open } = database(context)
    await admin.query('DELETE FROM outbound_mails')
    let now = noon
    const lines: string[] = []
    const clock = { now: () => now }
    const mail = makeMailQueue({ keys, clock, ids: { next: randomUUID } })
    const log = makeLog('trace', { write: (line: string) => void lines.push(line) })
    const queue = (part: Partial<Mail> = {}) =>
      open.database.withPlatform(tx =>
        mail.queue(tx, {
          to: 'ada@x.test',
          language: 'en',
          content: { template: 'verify_email', name: 'Ada', code, link },
          idempotencyKey: 'verify:1',
          ...part,
        }),
      )
    const worker = (transport: MailTransport, ownKeys = keys) =>
      makeSendMails({
        statement: open.database.statement,
        clock,
        keys: ownKeys,
        transport,
        domain: 'countersign.example',
        random: () => 0.5,
        log,
      })
    const rows = async () =>
      (
        await admin.query<{
          status: string
          attempts: number
          error: string | null
          kept: boolean
          next: Date
        }>(
          `SELECT status, attempts, last_error AS error, sealed IS NOT NULL AS kept, next_attempt_at AS next
           FROM outbound_mails ORDER BY created_at, id`,
        )
      ).rows
    const smtp = async (login?: { user: string; password: string }) => {
      const server = await startSmtp(login)
      const transport = makeSmtpTransport({ url: server.url, from })
      closers.push(() => transport.close(), server.close)
      return { server, transport }
    }
    return {
      admin,
      open,
      queue,
      worker,
      rows,
      smtp,
      lines,
      later(ms: number) {
        now = new Date(now.getTime() + ms)
      },
    }
  }
  const run = (work: { run(signal: AbortSignal): Promise<{ done: number; nextAt: Date | null }> }) =>
    work.run(new AbortController().signal)
  const subjects = (server: TestSmtp) => server.received.map(mail => mail.subject)

  it('arrive with both parts, and leave nothing behind but who was written to', async context => {
    const { admin, queue, worker, rows, smtp, lines } = await prepare(context)
    const { server, transport } = await smtp()
    await queue()
    const { rows: stored } = await admin.query<{ all: string }>(
      "SELECT outbound_mails::text || encode(sealed, 'escape') AS all FROM outbound_mails",
    )
    expect(stored[0]?.all).not.toContain(code)
    expect(stored[0]?.all).not.toContain('a-secret-token')
    expect(await run(worker(transport))).toEqual({ done: 1, nextAt: null })
    const [mail] = server.received
    expect(mail?.from?.text).toBe('"Countersign" <desk@countersign.example>')
    expect(mail?.to?.text).toBe('ada@x.test')
    expect(mail?.text).toContain(code)
    expect(mail?.text).toContain(link)
    expect(mail?.html).toContain(code)
    expect(mail?.messageId).toMatch(/^<[0-9a-f]{40}@countersign.example>$/)
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail?.headers.get('content-language')).toBe('en')
    expect(await rows()).toMatchObject([{ status: 'sent', attempts: 1, error: null, kept: false }])
    expect(await run(worker(transport))).toEqual({ done: 0, nextAt: null })
    expect(lines.join()).not.toMatch(/402718|a-secret-token|ada@x/)
  })

  it('with one key are one mail, also when asked for at once and again after it was sent', async context => {
    const { queue, worker, smtp, rows } = await prepare(context)
    const { server, transport } = await smtp()
    await Promise.all([1, 2, 3].map(() => queue()))
    await queue({ idempotencyKey: 'verify:2' })
    await run(worker(transport))
    await queue()
    await run(worker(transport))
    expect(server.received).toHaveLength(2)
    expect(await rows()).toHaveLength(2)
    expect(new Set(server.received.map(mail => mail.messageId)).size).toBe(2)
  })

  it('are forgotten with the change they tell of', async context => {
    const { open, rows } = await prepare(context)
    const mail = makeMailQueue({ keys, clock: { now: () => noon }, ids: { next: randomUUID } })
    const undone = open.database.withPlatform(async tx => {
      await mail.queue(tx, {
        to: 'ada@x.test',
        language: 'ru',
        content: { template: 'password_changed', name: 'Ада' },
        idempotencyKey: 'x',
      })
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await rows()).toEqual([])
  })

  it.for<[string, Partial<Mail>]>([
    ['an address that begins another header', { to: 'ada@x.test\r\nBcc: all@x.test' }],
    ['several addresses', { to: 'ada@x.test, bob@x.test' }],
    ['no address', { to: 'ada' }],
    [
      'a link that runs',
      { content: { template: 'already_registered', name: 'Ada', link: 'javascript:alert(1)' } },
    ],
    ['no key', { idempotencyKey: '' }],
  ])('are not taken with %s', async ([, part], context) => {
    const { queue, rows } = await prepare(context)
    await expect(queue(part)).rejects.toThrow()
    expect(await rows()).toEqual([])
  })

  it('are tried again after a temporary failure, each time later, under the same Message-ID', async context => {
    const { open, queue, worker, smtp, rows, later, lines } = await prepare(context)
    const { server, transport } = await smtp()
    await queue()
    server.refuse('data', 451)
    await run(worker(transport))
    expect(await rows()).toMatchObject([
      {
        status: 'pending',
        attempts: 1,
        error: 'EMESSAGE 451',
        kept: true,
        next: new Date(noon.getTime() + 15_000),
      },
    ])
    expect(await run(worker(transport))).toEqual({ done: 0, nextAt: new Date(noon.getTime() + 15_000) })
    later(15_000)
    await run(worker(transport))
    expect(await countWaitingMails(open.database.statement)).toBe(1)
    server.refuse('data', null)
    later(30_000)
    await run(worker(transport))
    expect(await rows()).toMatchObject([{ status: 'sent', attempts: 3, error: null, kept: false }])
    expect(subjects(server)).toEqual(['Confirm your e-mail address'])
    expect(await countWaitingMails(open.database.statement)).toBe(0)
    expect(lines.join()).not.toContain('secret@x.test')
  })

  it('wait for a mail server that is away, and for one that refuses our password', async context => {
    const { queue, worker, smtp, rows, later } = await prepare(context)
    const { server, transport } = await smtp({ user: 'desk', password: 'p@ss word' })
    const stranger = makeSmtpTransport({ url: server.url.replace('p%40ss', 'wrong'), from })
    const nowhere = makeSmtpTransport({ url: 'smtp://127.0.0.1:1', from })
    closers.push(stranger.close, nowhere.close)
    await queue()
    await run(worker(nowhere))
    expect(await rows()).toMatchObject([
      { status: 'pending', error: expect.stringMatching(/^E(SOCKET|CONNECTION|CONNREFUSED)/) },
    ])
    later(60_000)
    await run(worker(stranger))
    expect(await rows()).toMatchObject([{ status: 'pending', error: 'EAUTH 535' }])
    later(60_000)
    await run(worker(transport))
    expect(server.received).toHaveLength(1)
  })

  it('are given up when nobody there will ever take them, and wiped', async context => {
    const { queue, worker, smtp, rows, later } = await prepare(context)
    const { server, transport } = await smtp()
    await queue()
    server.refuse('rcpt', 550)
    await run(worker(transport))
    expect(await rows()).toMatchObject([
      { status: 'failed', attempts: 1, error: 'EENVELOPE 550', kept: false },
    ])
    server.refuse('rcpt', null)
    later(3600_000)
    await run(worker(transport))
    expect(server.received).toEqual([])
  })

  it('are given up after a day, and when the key that sealed them is gone', async context => {
    const { queue, worker, smtp, rows, later } = await prepare(context)
    const { server, transport } = await smtp()
    await queue()
    await run(worker(transport, makeKeys('another secret of thirty-two characters')))
    expect(await rows()).toMatchObject([{ status: 'failed', error: 'mail.unreadable', kept: false }])
    await queue({ idempotencyKey: 'late' })
    later(25 * 3600_000)
    await run(worker(transport))
    expect((await rows()).map(row => row.error).sort()).toEqual(['mail.too_old', 'mail.unreadable'])
    expect(server.received).toEqual([])
  })

  it('go out once from several workers, and again when one of them died', async context => {
    const { open, queue, worker, smtp, rows, later } = await prepare(context)
    const { server, transport } = await smtp()
    for (let turn = 0; turn < 12; turn += 1) await queue({ idempotencyKey: `key:${turn}` })
    await Promise.all([1, 2, 3].map(() => run(worker(transport))))
    expect(server.received).toHaveLength(12)
    await queue({ idempotencyKey: 'last' })
    const dying: MailTransport = {
      keeps: 0,
      close() {},
      send: async () => {
        throw new Error('killed')
      },
    }
    await expect(run(worker(dying))).rejects.toThrow('killed')
    expect(await run(worker(transport))).toMatchObject({ done: 0 })
    later(120_000)
    await run(worker(transport))
    expect(server.received).toHaveLength(13)
    await queue({ idempotencyKey: 'leased' })
    await expect(run(worker(dying))).rejects.toThrow('killed')
    await releaseMailLeases(open.database.statement, new Date(noon.getTime() + 120_000))
    await run(worker(transport))
    expect((await rows()).every(row => row.status === 'sent')).toBe(true)
  })

  it('do not lose what the next worker found out to one whose lease was over', async context => {
    const { open, queue, worker, smtp, rows, later } = await prepare(context)
    const { server, transport } = await smtp()
    await queue()
    let release = () => {}
    const slow: MailTransport = {
      ...transport,
      send: () =>
        new Promise(resolve => {
          release = () => resolve({ kind: 'permanent', error: 'EENVELOPE 550' })
        }),
    }
    const slowRun = run(worker(slow))
    await expect.poll(rows).toMatchObject([{ attempts: 1 }])
    later(120_000)
    await run(worker(transport))
    release()
    await slowRun
    expect(await rows()).toMatchObject([{ status: 'sent', attempts: 2 }])
    expect(server.received).toHaveLength(1)
    expect(open.database).toBeDefined()
  })

  it('stay sealed in a local mailbox, the newest 200, and are forgotten after a month', async context => {
    const { open, queue, worker, later } = await prepare(context)
    const { statement } = open.database
    for (let turn = 0; turn < 205; turn += 1) {
      await queue({
        idempotencyKey: `box:${turn}`,
        content: { template: 'notice', subject: `Mail ${turn}`, lines: ['x'], link: null },
      })
      if (turn % 20 === 19 || turn > 199) {
        later(1000)
        await run(worker(mailboxTransport))
      }
    }
    const kept = await readMailbox(statement, 500)
    expect(kept).toHaveLength(200)
    expect(kept[0] === undefined ? null : openMail(keys, kept[0])).toMatchObject({ subject: 'Mail 204' })
    expect(await purgeMails(statement, new Date(noon.getTime() + 3600_000), 200)).toBe(200)
    expect(await purgeMails(statement, new Date(noon.getTime() + 3600_000), 200)).toBe(5)
    expect(await readMailbox(statement, 500)).toEqual([])
  })

  it('are out of reach for the restricted role', async context => {
    const { open } = await prepare(context)
    const reading = open.database.withPlatform(async () => {})
    await reading
    expect(
      await refusal(open.client.pool.query('SET ROLE countersign_app; SELECT * FROM outbound_mails')),
    ).toBe('42501')
  })
})
