import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'

const folders: string[] = []
const makeFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'mailbox-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** `fetch` lets nobody name another host. */
const statusUnder = (url: string, headers: Record<string, string>) =>
  new Promise<number>((resolve, reject) => {
    const sent = request(url, { headers }, response => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end()
  })

describe('the mailbox of a server that sends no mail', () => {
  let test: TestServer

  beforeAll(async () => {
    test = await startTestServer(makeFolder())
    const { database, mail } = test.server.services
    await database.withPlatform(async tx => {
      await mail.queue(tx, {
        to: 'ada@x.test',
        language: 'en',
        content: {
          template: 'verify_email',
          name: '<script>alert(1)</script>',
          code: '402718',
          link: `${test.url}/app/verify?token=abc&x=1`,
        },
        idempotencyKey: 'a',
      })
      await mail.queue(tx, {
        to: 'bob@x.test',
        language: 'ru',
        content: { template: 'password_changed', name: 'Боб' },
        idempotencyKey: 'b',
      })
    })
    await test.server.drain(20_000)
  }, 60_000)
  afterAll(() => test.server.close())

  const json = async (query = '') =>
    (
      (await (await fetch(`${test.url}/dev/mail.json${query}`)).json()) as {
        mails: Record<string, unknown>[]
      }
    ).mails

  it('shows each mail, and all of one person to a test', async () => {
    expect((await json()).map(mail => mail.to).sort()).toEqual(['ada@x.test', 'bob@x.test'])
    expect(await json('?to=ADA@x.test')).toMatchObject([
      {
        to: 'ada@x.test',
        language: 'en',
        subject: 'Confirm your e-mail address',
        content: { code: '402718' },
      },
    ])
    const page = await fetch(`${test.url}/dev/mail`)
    expect(page.headers.get('cache-control')).toBe('no-store')
    const html = await page.text()
    expect(html).toContain('402718')
    expect(html).toContain(`<a href="${test.url}/app/verify?token=abc&amp;x=1">`)
    expect(html).toContain('Пароль изменён')
    expect(html).not.toContain('<script')
  })

  it('keeps the strict policy on the list, and cages the mail itself', async () => {
    const [mail] = await json('?to=ada@x.test')
    const policyOf = async (path: string) =>
      (await fetch(`${test.url}${path}`)).headers.get('content-security-policy') ?? ''
    expect(await policyOf('/dev/mail')).toContain("style-src 'self'")
    expect(await policyOf('/dev/mail')).not.toContain('unsafe')
    const letter = await policyOf(`/dev/mail/${mail?.id}`)
    expect(letter).toContain("default-src 'none'")
    expect(letter).toMatch(/sandbox (?!.*allow-scripts)/)
    expect(letter).not.toContain('script-src')
    expect(await (await fetch(`${test.url}/dev/mail/${mail?.id}`)).text()).not.toContain('<script')
    expect((await fetch(`${test.url}/dev/mail/none`)).status).toBe(404)
    expect((await fetch(`${test.url}/dev/mail.css`)).headers.get('content-type')).toContain('text/css')
    expect((await fetch(`${test.url}/dev/mail.json?to=${'x'.repeat(300)}`)).status).toBe(400)
  })

  it.each<[string, Record<string, string>]>([
    ['a page of elsewhere that points its name here', { host: 'evil.example' }],
    ['whoever comes through a proxy', { 'x-forwarded-for': '203.0.113.7' }],
    ['whoever comes through a newer proxy', { forwarded: 'for=203.0.113.7' }],
  ])('is nothing to %s', async (_, headers) => {
    for (const path of ['/dev/mail', '/dev/mail.json', '/dev/mail/x']) {
      expect(await statusUnder(`${test.url}${path}`, headers)).toBe(404)
    }
  })
})

describe('the mailbox', () => {
  it.each<[string, Record<string, string>]>([
    ['where mails are sent', { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'desk@x.test' }],
    ['where people come from elsewhere', { PUBLIC_URL: 'https://desk.example' }],
  ])(
    'is not there %s',
    async (_, env) => {
      const test = await startTestServer(makeFolder(), env)
      try {
        for (const path of ['/dev/mail', '/dev/mail.json', '/dev/mail.css', '/dev/mail/x']) {
          expect((await fetch(`${test.url}${path}`)).status).toBe(404)
        }
      } finally {
        await test.server.close()
      }
    },
    60_000,
  )
})
