import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { SendResult } from '../channels/channel.port.ts'
import { sqlOf } from '../db/sql-of.ts'
import { wake } from '../db/wake.ts'
import { indexPassages } from '../features/knowledge/index-passages.ts'
import { insertChunks } from '../features/knowledge/knowledge.repo.ts'
import {
  type ApiClient,
  askAndWait,
  codeOf,
  readAsCustomer,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'auto-send-'))
const question = 'Can I still return opened headphones?'
let test: TestServer
let owner: ApiClient
let count = 0
/** What the server's clock is ahead of the wall's, milliseconds. */
let ahead = 0
let channelSays: SendResult[] = []

beforeAll(async () => {
  test = await startTestServer(
    dataDir,
    {},
    {
      clock: { now: () => new Date(Date.now() + ahead) },
      adapter: adapter => ({
        ...adapter,
        send: async (message, options) => channelSays.shift() ?? adapter.send(message, options),
      }),
    },
  )
  owner = (await signInAs(test.url, 'owner')).api
  await inTenant(sql =>
    sql.featureFlag.create({
      data: {
        id: test.server.services.ids.next(),
        tenantId: test.tenant.tenantId,
        name: 'AI_AUTOSEND_ENABLED',
        enabled: true,
      },
      select: { id: true },
    }),
  )
  await change({
    autosendAllowed: true,
    mode: 'auto',
    tAuto: 0.3,
    tEscalate: 0.05,
    auditRate: 0,
    autonomyTarget: 0.9,
  })
  const { suggestion } = await askAndWait(test, owner, 'auto-first-of-all', question)
  await earnAutonomy(suggestion?.intent ?? '')
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})
afterEach(() => {
  ahead = 0
  channelSays = []
})

const inTenant = <T>(work: (sql: ReturnType<typeof sqlOf>) => Promise<T>) =>
  test.server.services.database.withTenant(test.tenant.tenantId, tx => work(sqlOf(tx)))

async function change(decision: NonNullable<Parameters<typeof owner.policy.update.mutate>[0]['decision']>) {
  const { version } = await owner.policy.get.query()
  await owner.policy.update.mutate({ version, decision })
}

/** As if people had let sixty drafts about this pass. */
async function earnAutonomy(intent: string): Promise<void> {
  const { ids } = test.server.services
  const { tenantId } = test.tenant
  await inTenant(async sql => {
    const [conversation] = await sql.conversation.findMany({ select: { id: true }, take: 1 })
    const conversationId = conversation?.id ?? ''
    for (let at = 0; at < 60; at += 1) {
      const id = ids.next()
      await sql.suggestion.create({
        data: {
          id,
          tenantId,
          conversationId,
          status: 'approved',
          text: 'Yes.',
          decision: 'NEED_APPROVAL',
          model: 'offline',
          promptVersion: '1',
        },
        select: { id: true },
      })
      await sql.trainingSample.create({
        data: {
          id: ids.next(),
          tenantId,
          conversationId,
          suggestionId: id,
          channelType: 'webchat',
          question: 'How?',
          draft: 'Yes.',
          intent,
          decision: 'NEED_APPROVAL',
          outcome: 'approve',
          rawScore: 0.9,
        },
        select: { id: true },
      })
    }
  })
}

const newSession = () => {
  count += 1
  return `auto-customer-${count}`
}
const replies = async (sessionId: string) =>
  (await readAsCustomer(test.url, sessionId)).filter(message => message.from !== 'customer')
const allMessages = async (conversationId: string) =>
  (await owner.conversation.get.query({ id: conversationId })).messages

describe('a draft whose every key turns', () => {
  it('leaves by itself, once, and is on the record as sent by nobody', async () => {
    const session = newSession()
    const { conversation, suggestion } = await askAndWait(test, owner, session, question)
    expect(suggestion).toBeNull()
    expect(conversation.status).toBe('waiting_customer')
    expect((await replies(session)).map(reply => reply.from)).toEqual(['ai'])
    const [approval] = await inTenant(sql =>
      sql.approval.findMany({
        where: { conversationId: conversation.id },
        select: { kind: true, membershipId: true, suggestion: { select: { decision: true, status: true } } },
      }),
    )
    expect(approval).toEqual({
      kind: 'auto_send',
      membershipId: null,
      suggestion: { decision: 'AUTO_SEND', status: 'auto_sent' },
    })
  })

  it.each<[string, Parameters<typeof change>[0], string]>([
    ['the standing audit sample', { auditRate: 1 }, 'AUDIT_SAMPLE'],
    ['learning mode', { mode: 'learning' }, 'MODE'],
    ['the tenant’s switch', { autosendAllowed: false }, 'SETTING_OFF'],
    ['a higher target', { autonomyTarget: 0.99 }, 'AUTONOMY_CLOSED'],
    [
      'an intent that is not allowed',
      { mode: 'semi_auto', intentsAutosendAllowed: ['price'] },
      'INTENT_NOT_ALLOWED',
    ],
  ])('waits for a person because of %s', async (_name, decision, key) => {
    const before = (await owner.policy.get.query()).decision
    await change(decision)
    const session = newSession()
    const { suggestion } = await askAndWait(test, owner, session, question)
    expect(suggestion?.decision).toBe('NEED_APPROVAL')
    const stored = await inTenant(sql =>
      sql.suggestion.findFirst({ where: { id: suggestion?.id ?? '' }, select: { blockedBy: true } }),
    )
    expect(stored?.blockedBy).toBe(key)
    // Whoever knew that they are looking at a sample would look in another way.
    expect(suggestion?.blockedBy).toBe(key === 'AUDIT_SAMPLE' ? null : key)
    expect(await replies(session)).toEqual([])
    await change(before)
    await test.server.drain(20_000)
  })

  it('waits for a person once the month’s budget is spent', async () => {
    await owner.policy.setBudget.mutate({ monthlyLimitMicros: 0, warnShare: 0.8 })
    const { suggestion } = await askAndWait(test, owner, newSession(), question)
    expect(suggestion).toMatchObject({ decision: 'NEED_APPROVAL', blockedBy: 'BUDGET' })
    await owner.policy.setBudget.mutate({ monthlyLimitMicros: null, warnShare: 0.8 })
  })
})

describe('at night', () => {
  const hour = 3_600_000
  const nightText = 'We read this at nine and answer then.'
  /** Opens in two hours, for one. */
  async function closeShop() {
    const at = (ms: number) => new Date(Date.now() + ms).toISOString().slice(11, 16)
    await inTenant(sql =>
      sql.tenant.update({
        where: { id: test.tenant.tenantId },
        data: {
          workingDays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
          workingHoursStart: at(2 * hour),
          workingHoursEnd: at(3 * hour),
          autoReplyOutsideHours: true,
        },
        select: { id: true },
      }),
    )
  }
  const setNight = async (nightMode: 'AUTO_REPLY' | 'DISABLE') => {
    const { delay } = await owner.policy.get.query()
    await owner.policy.updateDelay.mutate({
      ...delay,
      enabled: true,
      minDelayMs: 0,
      maxDelayMs: 0,
      nightMode,
      nightAutoReplyText: nightText,
    })
  }

  it('an automatic reply is held until the shop opens, and the customer is told so once', async () => {
    await closeShop()
    await setNight('AUTO_REPLY')
    const session = newSession()
    const { body } = await writeAsCustomer(test.url, { sessionId: session, text: question })
    await expect
      .poll(async () => (await replies(session)).map(reply => reply.text), { timeout: 15_000 })
      .toEqual([nightText])
    const [held] = (await allMessages(body.conversationId)).filter(message => message.from === 'ai')
    expect(held?.deliveryStatus).toBe('pending')
    ahead = 2 * hour + 61_000
    wake('deliver')
    await expect.poll(async () => (await replies(session)).length, { timeout: 15_000 }).toBe(2)
    expect((await replies(session)).map(reply => reply.text)).toEqual([nightText, held?.text])
    await test.server.drain(20_000)
  })

  it('is held in silence where the tenant wants that', async () => {
    await setNight('DISABLE')
    const session = newSession()
    const { body } = await writeAsCustomer(test.url, { sessionId: session, text: question })
    await expect
      .poll(async () => (await allMessages(body.conversationId)).map(message => message.deliveryStatus), {
        timeout: 15_000,
      })
      .toEqual([null, 'pending'])
    expect(await replies(session)).toEqual([])
    ahead = 2 * hour + 61_000
    wake('deliver')
    await test.server.drain(20_000)
    expect(await replies(session)).toHaveLength(1)
    // Two hours ahead, whoever signed in before has to do so again.
    ahead = 0
    const { delay } = await owner.policy.get.query()
    await owner.policy.updateDelay.mutate({ ...delay, enabled: false })
  })

  it('says nothing the settings do not say', async () => {
    const { ids } = test.server.services
    const [conversation] = await inTenant(sql => sql.conversation.findMany({ select: { id: true }, take: 1 }))
    await expect(
      inTenant(sql =>
        sql.approval.create({
          data: {
            id: ids.next(),
            tenantId: test.tenant.tenantId,
            conversationId: conversation?.id ?? '',
            kind: 'night_reply',
            textHash: 'x',
            contentHash: 'x',
            lastCustomerSeq: 1,
            conversationVersion: 1,
            policyVersion: 0,
          },
          select: { id: true },
        }),
      ),
    ).rejects.toThrow(/settings say/)
  })
})

describe('a price that changes while an automatic reply waits', () => {
  it('keeps the reply from leaving, and the customer gets one that is true', async () => {
    const productId = await stockProduct(4900)
    const session = newSession()
    // The channel is busy for a moment: the reply waits in the outbox with yesterday's price.
    channelSays = [{ kind: 'retry', error: 'provider.busy', retryAfterMs: 60_000 }]
    const { body } = await writeAsCustomer(test.url, {
      sessionId: session,
      text: 'How much is the Fennel desk lamp?',
    })
    const statuses = async () =>
      (await allMessages(body.conversationId)).slice(1).map(message => message.deliveryStatus)
    await expect.poll(statuses, { timeout: 15_000 }).toEqual(['pending'])
    await expect.poll(() => channelSays.length, { timeout: 15_000 }).toBe(0)
    await inTenant(sql =>
      sql.product.update({ where: { id: productId }, data: { priceMinor: 5900 }, select: { id: true } }),
    )
    ahead = 120_000
    wake('deliver')
    await test.server.drain(20_000)
    ahead = 0
    expect(await statuses()).toContain('failed')
    const told = (await replies(session)).map(reply => reply.text).join('\n')
    expect(told).not.toContain('49.00')
    const [failed] = (await allMessages(body.conversationId)).filter(
      message => message.deliveryStatus === 'failed',
    )
    expect(await codeOf(owner.message.retry.mutate({ id: failed?.id ?? '' }))).toBe('message.not_retryable')
  })

  async function stockProduct(priceMinor: number): Promise<string> {
    const { ids, database } = test.server.services
    const { tenantId } = test.tenant
    const [documentId, id] = [ids.next(), ids.next()]
    await database.withTenant(tenantId, async tx => {
      const sql = sqlOf(tx)
      const text = 'Fennel desk lamp. A lamp for the desk.'
      await sql.document.create({
        data: {
          id: documentId,
          tenantId,
          source: 'product',
          title: 'Fennel desk lamp',
          content: text,
          language: 'en',
          status: 'indexed',
        },
        select: { id: true },
      })
      await sql.product.create({
        data: {
          id,
          tenantId,
          documentId,
          sku: 'LAMP-1',
          name: 'Fennel desk lamp',
          description: 'A lamp for the desk.',
          priceMinor,
          currency: 'EUR',
          stockQuantity: 5,
        },
        select: { id: true },
      })
      await insertChunks(
        tx,
        indexPassages(ids, { documentId, title: 'Fennel desk lamp', text, language: 'en', questions: [] }),
      )
    })
    await earnAutonomy('price')
    return id
  }
})

describe('a reply that failed', () => {
  it('is delivered when a person has it tried again, and read once', async () => {
    const session = newSession()
    channelSays = [{ kind: 'refused', error: 'customer.blocked' }]
    const { conversation } = await askAndWait(test, owner, session, question)
    const [failed] = (await allMessages(conversation.id)).filter(
      message => message.deliveryStatus === 'failed',
    )
    expect(await replies(session)).toEqual([])
    await owner.message.retry.mutate({ id: failed?.id ?? '' })
    await test.server.drain(20_000)
    expect(await replies(session)).toHaveLength(1)
    expect(await codeOf(owner.message.retry.mutate({ id: failed?.id ?? '' }))).toBe('message.not_retryable')
    expect(await codeOf(owner.message.retry.mutate({ id: test.server.services.ids.next() }))).toBe(
      'message.not_found',
    )
  })
})
