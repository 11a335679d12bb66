import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SendResult } from '../channels/channel.port.ts'
import { claimPlatform } from '../db/platform-admin.repo.ts'
import { sqlOf } from '../db/sql-of.ts'
import { loadReply } from '../features/delivery/index.ts'
import { seedSmallTenant } from '../testing/small-tenant.ts'
import {
  type ApiClient,
  askAndWait,
  readAsCustomer,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../testing/test-server.ts'
import type { Wrappers } from './compose.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'delivery-'))
const question = 'Can I still return opened headphones?'
let test: TestServer
let operator: ApiClient
let count = 0

/** Closed, it keeps approved replies in the outbox. */
let gate = Promise.resolve()
function closeGate(): () => void {
  let open = () => {}
  gate = new Promise(resolve => {
    open = resolve
  })
  return () => open()
}
/** Set, it keeps the next draft from being written. */
let drafting: { begun: (runId: string) => Promise<void> } | undefined
function holdNextDraft(): { begun: Promise<void>; goOn: () => void } {
  let goOn = () => {}
  let begin = () => {}
  const held = new Promise<void>(resolve => {
    goOn = resolve
  })
  const begun = new Promise<void>(resolve => {
    begin = resolve
  })
  drafting = {
    begun: () => {
      drafting = undefined
      begin()
      return held
    },
  }
  return { begun, goOn: () => goOn() }
}
/** What the channel answers instead of taking the next replies. */
let channelSays: SendResult[] = []

const wrappers: Wrappers = {
  model: model => ({
    ...model,
    async draft(request, options) {
      await drafting?.begun(request.runId)
      return model.draft(request, options)
    },
  }),
  database: database => ({
    ...database,
    async statement(sql, values) {
      if (sql.includes('lease_due_outbound(')) await gate
      return database.statement(sql, values)
    },
  }),
  adapter: adapter => ({
    ...adapter,
    send: async (message, options) => channelSays.shift() ?? adapter.send(message, options),
  }),
}

beforeAll(async () => {
  test = await startTestServer(dataDir, {}, wrappers)
  operator = (await signInAs(test.url, 'operator')).api
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const newSession = () => {
  count += 1
  return `delivery-customer-${count}`
}
const drain = () => test.server.drain(20_000)
const detail = (id: string) => operator.conversation.get.query({ id })
const write = (sessionId: string, text: string) => writeAsCustomer(test.url, { sessionId, text })
const approve = (suggestion: { id: string; version: number }) =>
  operator.suggestion.approve.mutate({
    id: suggestion.id,
    version: suggestion.version,
    idempotencyKey: `approve-${suggestion.id}`,
  })

async function draftReady() {
  const sessionId = newSession()
  const { suggestion, conversation } = await askAndWait(test, operator, sessionId, question)
  if (suggestion == null) throw new Error('no suggestion')
  return { sessionId, conversationId: conversation.id, suggestion }
}

/** Delivery states of a conversation's replies, oldest first. */
const states = async (conversationId: string) =>
  (await detail(conversationId)).messages
    .filter(message => message.direction === 'outbound')
    .map(message => message.deliveryStatus)

describe('an approved draft whose customer writes before it has left', () => {
  it('does not leave, visibly, and the newer message gets a draft of its own', async () => {
    const { sessionId, conversationId, suggestion } = await draftReady()
    const open = closeGate()
    await approve(suggestion)
    await write(sessionId, 'And what does the return postage cost?')
    open()
    await drain()
    expect(await states(conversationId)).toEqual(['failed'])
    expect((await readAsCustomer(test.url, sessionId)).map(one => one.from)).toEqual(['customer', 'customer'])
    const { suggestion: newer, conversation } = await detail(conversationId)
    expect(newer?.status).toBe('pending')
    expect(newer?.id).not.toBe(suggestion.id)
    // Whether the newer draft also goes to the queue is the model's judgement.
    expect(['waiting_operator', 'escalated']).toContain(conversation.status)
    expect(conversation.drafting).toBe(false)
    if (newer == null) throw new Error('no newer draft')
    await approve(newer)
    await drain()
    expect(await states(conversationId)).toEqual(['failed', 'sent'])
    expect((await readAsCustomer(test.url, sessionId)).at(-1)?.text).toBe(newer.text)
  })
})

describe('approved replies of a tenant that is restricted', () => {
  let landlord: ApiClient
  beforeAll(async () => {
    const { services } = test.server
    const house = await seedSmallTenant(services, 'house')
    const { api } = await signInAs(test.url, 'owner@house.test')
    const { userId } = await api.auth.me.query()
    const claim = { reason: 'a test', id: crypto.randomUUID(), now: new Date() }
    await services.database.withTenant(house.tenantId, tx => claimPlatform(tx, userId, claim))
    landlord = api
  })
  const why = () => ({ id: test.tenant.tenantId, reason: 'they asked for it' })
  const restrict = () => landlord.platform.restrictTenant.mutate(why())
  const reinstate = () => landlord.platform.reinstateTenant.mutate(why())
  const outboxOf = (conversationId: string) =>
    test.server.services.database.withTenant(
      test.tenant.tenantId,
      tx => sqlOf(tx).$queryRaw<{ id: string; status: string }[]>`
        SELECT id, status::text FROM outbound_messages WHERE conversation_id = ${conversationId}::uuid`,
    )

  it('stay, also when one was leased before, and leave once it is reinstated', async () => {
    const { sessionId, conversationId, suggestion } = await draftReady()
    const open = closeGate()
    await approve(suggestion)
    await restrict()
    open()
    await drain()
    const [row] = await outboxOf(conversationId)
    expect(row?.status).toBe('pending')
    const place = { tenantId: test.tenant.tenantId, outboundId: row?.id ?? '' }
    expect(await loadReply(test.server.services, place)).toBeNull()
    await reinstate()
    await drain()
    expect(await states(conversationId)).toEqual(['sent'])
    expect((await readAsCustomer(test.url, sessionId)).at(-1)?.text).toBe(suggestion.text)
  })

  it('fail visibly then, when the customer had written meanwhile', async () => {
    const { sessionId, conversationId, suggestion } = await draftReady()
    const open = closeGate()
    await approve(suggestion)
    await write(sessionId, 'And what does the return postage cost?')
    await restrict()
    open()
    await drain()
    expect((await outboxOf(conversationId)).map(row => row.status)).toEqual(['pending'])
    await reinstate()
    await drain()
    expect(await states(conversationId)).toEqual(['failed'])
  })
})

describe("a person's own words into a moving conversation", () => {
  it('leave, after what the customer wrote meanwhile, and that still gets its draft', async () => {
    const { sessionId, conversationId } = await draftReady()
    const open = closeGate()
    await operator.message.send.mutate({
      conversationId,
      text: 'Let me check that for you.',
      idempotencyKey: `own-${sessionId}`,
    })
    await write(sessionId, 'And what does the return postage cost?')
    open()
    await drain()
    expect((await readAsCustomer(test.url, sessionId)).map(one => [one.from, one.seq])).toEqual([
      ['customer', 1],
      ['customer', 3],
      ['operator', 4],
    ])
    const { suggestion, conversation } = await detail(conversationId)
    expect(suggestion?.status).toBe('pending')
    // Whether the newer draft also goes to the queue is the model's judgement.
    expect(['waiting_operator', 'escalated']).toContain(conversation.status)
    expect(conversation.drafting).toBe(false)
  })
})

describe('a draft that is still being made', () => {
  it('is not offered once a person has answered', async () => {
    const sessionId = newSession()
    const draft = holdNextDraft()
    const { body } = await write(sessionId, question)
    await draft.begun
    expect((await detail(body.conversationId)).conversation.drafting).toBe(true)
    const text = 'Yes, you can.'
    await operator.message.send.mutate({
      conversationId: body.conversationId,
      text,
      idempotencyKey: `own-${sessionId}`,
    })
    draft.goOn()
    await drain()
    const { suggestion, conversation } = await detail(body.conversationId)
    expect(suggestion).toBeNull()
    expect(conversation).toMatchObject({ status: 'waiting_customer', drafting: false })
    expect((await readAsCustomer(test.url, sessionId)).map(one => one.text)).toEqual([question, text])
  })

  it('is not offered once the conversation is resolved', async () => {
    const sessionId = newSession()
    const draft = holdNextDraft()
    const { body } = await write(sessionId, question)
    await draft.begun
    await operator.conversation.resolve.mutate({ id: body.conversationId })
    draft.goOn()
    await drain()
    const { suggestion, conversation } = await detail(body.conversationId)
    expect(suggestion).toBeNull()
    expect(conversation).toMatchObject({ status: 'resolved', drafting: false })
  })
})

describe('words that come while others are being judged', () => {
  it('are judged together, once', async () => {
    const sessionId = newSession()
    const draft = holdNextDraft()
    const { body } = await write(sessionId, question)
    await draft.begun
    await write(sessionId, 'And what does the return postage cost?')
    draft.goOn()
    await drain()
    const { suggestion } = await detail(body.conversationId)
    expect(suggestion?.status).toBe('pending')
    expect(suggestion?.text).toContain('4.90')
    const { items } = await operator.suggestion.list.query({ limit: 200 })
    expect(items.filter(item => item.conversationId === body.conversationId)).toHaveLength(1)
  })
})

describe('a channel that does not take a reply', () => {
  it('is tried again until it does, and the customer reads it once', async () => {
    const { sessionId, conversationId, suggestion } = await draftReady()
    channelSays = [
      { kind: 'retry', error: 'provider.busy', retryAfterMs: null },
      { kind: 'retry', error: 'provider.busy', retryAfterMs: 1 },
    ]
    await approve(suggestion)
    await drain()
    expect(channelSays).toEqual([])
    expect(await states(conversationId)).toEqual(['sent'])
    expect(await readAsCustomer(test.url, sessionId)).toHaveLength(2)
  })

  it('fails a reply it refuses, where the operator sees it and the customer does not', async () => {
    const { sessionId, conversationId, suggestion } = await draftReady()
    channelSays = [{ kind: 'refused', error: 'customer.blocked' }]
    await approve(suggestion)
    await drain()
    expect(await states(conversationId)).toEqual(['failed'])
    expect(await readAsCustomer(test.url, sessionId)).toHaveLength(1)
  })
})

describe('receipts', () => {
  const connect = (sessionId: string) =>
    new Promise<Socket>((resolve, reject) => {
      const socket = io(`${test.url}/webchat`, {
        auth: { channelKey: 'test', sessionId },
        transports: ['websocket'],
        forceNew: true,
      })
      socket.once('connect', () => resolve(socket))
      socket.once('connect_error', reject)
    })

  it('only move forward: sent, delivered by reading, read by telling', async () => {
    const { sessionId, conversationId, suggestion } = await draftReady()
    await approve(suggestion)
    await drain()
    expect(await states(conversationId)).toEqual(['sent'])
    const seq = (await readAsCustomer(test.url, sessionId)).at(-1)?.seq ?? 0
    await expect.poll(() => states(conversationId)).toEqual(['delivered'])

    const socket = await connect(sessionId)
    for (const odd of [
      null,
      'read',
      { seq: -1, status: 'read' },
      { seq, status: 'sent' },
      { seq: 'x', status: 'read' },
    ]) {
      socket.emit('receipt', odd)
    }
    socket.emit('receipt', { seq, status: 'read' })
    await expect.poll(() => states(conversationId)).toEqual(['read'])
    socket.emit('receipt', { seq, status: 'delivered' })
    await readAsCustomer(test.url, sessionId)
    // A receipt for a second reply is handled after the one that must not have gone back.
    await operator.message.send.mutate({
      conversationId,
      text: 'Anything else?',
      idempotencyKey: `more-${sessionId}`,
    })
    await drain()
    socket.emit('receipt', { seq: 2_147_483_647, status: 'delivered' })
    await expect.poll(() => states(conversationId)).toEqual(['read', 'delivered'])
    socket.disconnect()
  })

  it("are nobody else's to give", async () => {
    const { sessionId, conversationId, suggestion } = await draftReady()
    await approve(suggestion)
    await drain()
    const stranger = await connect(newSession())
    stranger.emit('receipt', { seq: 2, status: 'read' })
    const own = await connect(sessionId)
    own.emit('receipt', { seq: 2, status: 'delivered' })
    await expect.poll(() => states(conversationId)).toEqual(['delivered'])
    stranger.disconnect()
    own.disconnect()
  })

  it.each([
    ['no such channel', { channelKey: 'nobody', sessionId: 'a-good-session' }, 'channel.not_found'],
    ['a key that cannot be', { channelKey: 'a\u0000b', sessionId: 'a-good-session' }, 'input.invalid'],
    ['a short session', { channelKey: 'test', sessionId: 'x' }, 'input.invalid'],
    ['nothing', {}, 'input.invalid'],
  ])('are not taken from %s', async (_name, auth, code) => {
    const socket = io(`${test.url}/webchat`, {
      auth,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    })
    const error = await new Promise<Error & { data?: { code: string } }>(resolve =>
      socket.once('connect_error', resolve),
    )
    expect(error.data?.code).toBe(code)
    socket.disconnect()
  })
})
