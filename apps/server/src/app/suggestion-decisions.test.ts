import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countStored } from '../testing/stored-rows.ts'
import {
  type ApiClient,
  askAndWait,
  codeOf,
  readAsCustomer,
  refusalOf,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'decisions-'))
const question = 'Can I still return opened headphones?'
let test: TestServer
let operator: ApiClient
let second: ApiClient
let count = 0

beforeAll(async () => {
  test = await startTestServer(dataDir)
  operator = (await signInAs(test.url, 'operator')).api
  second = (await signInAs(test.url, 'second')).api
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A conversation with a live draft, and what deciding it takes. */
async function draftReady() {
  count += 1
  const sessionId = `decision-customer-${count}`
  const { suggestion, conversation } = await askAndWait(test, operator, sessionId, question)
  if (suggestion == null) throw new Error('no suggestion')
  const input = { id: suggestion.id, version: suggestion.version, idempotencyKey: `key-of-${sessionId}` }
  return { sessionId, conversationId: conversation.id, text: suggestion.text, input }
}

const detail = (id: string) => operator.conversation.get.query({ id })
const rows = (table: Parameters<typeof countStored>[2]) =>
  countStored(test.server.services.database, test.tenant.tenantId, table)

async function repliesTo(sessionId: string): Promise<string[]> {
  await test.server.drain(20_000)
  return (await readAsCustomer(test.url, sessionId))
    .filter(one => one.from !== 'customer')
    .map(one => one.text)
}

describe('approving a draft', () => {
  it('sends its very words once, and repeats its answer for the same key', async () => {
    const { input, text, sessionId, conversationId } = await draftReady()
    const first = await operator.suggestion.approve.mutate(input)
    expect(first).toEqual({
      suggestionId: input.id,
      version: input.version + 1,
      status: 'approved',
      messageId: expect.any(String),
      escalationId: null,
    })
    expect(await operator.suggestion.approve.mutate(input)).toEqual(first)
    expect(await repliesTo(sessionId)).toEqual([text])
    expect(await operator.suggestion.approve.mutate(input)).toEqual(first)
    const { conversation, suggestion, messages } = await detail(conversationId)
    expect(suggestion).toBeNull()
    expect(conversation).toMatchObject({ status: 'waiting_customer', unreadCount: 0 })
    expect(messages.at(-1)).toMatchObject({ id: first.messageId, author: { name: 'operator' } })
  })

  it('is one approval when ten requests with one key arrive together', async () => {
    const { input, text, sessionId } = await draftReady()
    const before = await rows('outbound_messages')
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => operator.suggestion.approve.mutate(input)),
    )
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(await rows('outbound_messages')).toBe(before + 1)
    expect(await repliesTo(sessionId)).toEqual([text])
  })

  it('is one approval when ten requests with ten keys arrive together', async () => {
    const { input, text, sessionId } = await draftReady()
    const codes = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        codeOf(
          operator.suggestion.approve.mutate({ ...input, idempotencyKey: `${input.idempotencyKey}-${at}` }),
        ),
      ),
    )
    expect(codes.filter(code => code === null)).toHaveLength(1)
    expect(codes.filter(code => code === 'suggestion.already_decided')).toHaveLength(9)
    expect(await repliesTo(sessionId)).toEqual([text])
  })

  it('has one winner among two people, and tells the other who it was and when', async () => {
    const { input, sessionId } = await draftReady()
    const begun = Date.now()
    const calls = [operator.suggestion.approve.mutate(input), second.suggestion.approve.mutate(input)]
    const results = await Promise.allSettled(calls)
    const winner = results.findIndex(result => result.status === 'fulfilled')
    expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1)
    const { members } = test.tenant
    const { code, details } = await refusalOf(calls[1 - winner] ?? Promise.resolve())
    expect(code).toBe('suggestion.already_decided')
    expect(details).toEqual({
      status: 'approved',
      by:
        winner === 0
          ? { memberId: members.operator, name: 'operator' }
          : { memberId: members.second, name: 'second' },
      at: expect.any(String),
    })
    expect(Date.parse(String(details?.at))).toBeGreaterThanOrEqual(begun - 1)
    expect(await repliesTo(sessionId)).toHaveLength(1)
  })

  it('has one winner among approving and rejecting, and leaves what the winner meant', async () => {
    const { input, text, sessionId } = await draftReady()
    const [approved, rejected] = await Promise.allSettled([
      operator.suggestion.approve.mutate(input),
      second.suggestion.reject.mutate({ id: input.id, version: input.version }),
    ])
    expect([approved.status, rejected.status].sort()).toEqual(['fulfilled', 'rejected'])
    expect(await repliesTo(sessionId)).toEqual(approved.status === 'fulfilled' ? [text] : [])
  })

  it('refuses the same key for something else', async () => {
    const one = await draftReady()
    const other = await draftReady()
    await operator.suggestion.approve.mutate(one.input)
    const { idempotencyKey } = one.input
    const conflicts = [
      operator.suggestion.approve.mutate({ ...other.input, idempotencyKey }),
      operator.suggestion.approve.mutate({ ...one.input, version: 2 }),
      operator.suggestion.edit.mutate({ ...one.input, text: 'Other words' }),
      operator.message.send.mutate({ conversationId: one.conversationId, text: 'Words', idempotencyKey }),
    ]
    for (const call of conflicts) expect(await codeOf(call)).toBe('idempotency.conflict')
    expect((await detail(other.conversationId)).suggestion?.status).toBe('pending')
  })

  it('lets two people use one key for different things: keys are their own', async () => {
    const one = await draftReady()
    const other = await draftReady()
    const idempotencyKey = `a-key-of-both-${count}`
    await operator.suggestion.approve.mutate({ ...one.input, idempotencyKey })
    expect((await second.suggestion.approve.mutate({ ...other.input, idempotencyKey })).status).toBe(
      'approved',
    )
  })

  it('refuses one key used for two conversations at once, the second one', async () => {
    const drafts = [await draftReady(), await draftReady()]
    const idempotencyKey = `one-key-two-places-${count}`
    const codes = await Promise.all(
      drafts.map(({ input }) => codeOf(operator.suggestion.approve.mutate({ ...input, idempotencyKey }))),
    )
    expect(codes.sort()).toEqual(['idempotency.conflict', null].sort())
  })

  it('keeps no refusal: what was refused may be asked again with the same key', async () => {
    const { input } = await draftReady()
    expect(await codeOf(operator.suggestion.approve.mutate({ ...input, version: 7 }))).toBe(
      'suggestion.stale',
    )
    expect((await operator.suggestion.approve.mutate(input)).status).toBe('approved')
  })

  it('is refused for a version that is not the live one', async () => {
    const { input } = await draftReady()
    const { code, details } = await refusalOf(operator.suggestion.approve.mutate({ ...input, version: 2 }))
    expect(code).toBe('suggestion.stale')
    expect(details).toEqual({ status: 'pending', version: 1 })
  })

  it('is stale once the customer has written more, and the newer draft is approved in its place', async () => {
    const { input, sessionId, conversationId } = await draftReady()
    await askAndWait(test, operator, sessionId, 'And what does the postage cost?')
    const { code, details } = await refusalOf(operator.suggestion.approve.mutate(input))
    expect(code).toBe('suggestion.stale')
    expect(details).toMatchObject({ status: 'superseded' })
    const { suggestion } = await detail(conversationId)
    if (suggestion == null) throw new Error('no newer draft')
    expect(suggestion.id).not.toBe(input.id)
    await operator.suggestion.approve.mutate({ ...input, id: suggestion.id, version: suggestion.version })
    expect(await repliesTo(sessionId)).toEqual([suggestion.text])
  })

  it('has one winner between a customer who writes and a person who approves', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { input, text, sessionId } = await draftReady()
      const [code] = await Promise.all([
        codeOf(operator.suggestion.approve.mutate(input)),
        writeAsCustomer(test.url, { sessionId, text: 'Wait, one more thing: how do I pay?' }),
      ])
      expect([null, 'suggestion.stale']).toContain(code)
      const replies = await repliesTo(sessionId)
      // Approved first, it may have left before the customer wrote, or was stopped at the door after; it never leaves late.
      const thread = await readAsCustomer(test.url, sessionId)
      if (replies.length > 0)
        expect(thread.map(one => one.from)).toEqual(['customer', 'operator', 'customer'])
      if (code !== null) expect(replies).toEqual([])
      expect(replies).toEqual(replies.length === 0 ? [] : [text])
    }
  })
})

describe('editing a draft', () => {
  it("sends the person's words and keeps the draft's", async () => {
    const { input, text, sessionId } = await draftReady()
    const edited = `${text} Have a nice day!`
    const answer = await operator.suggestion.edit.mutate({ ...input, text: edited })
    expect(answer.status).toBe('edited')
    expect(await repliesTo(sessionId)).toEqual([edited])
    const { items } = await operator.suggestion.list.query({ status: 'edited' })
    expect(items.find(item => item.id === input.id)?.text).toBe(text)
  })

  it('is an approval when it changes nothing but white space at the ends', async () => {
    const { input, text, sessionId } = await draftReady()
    expect((await operator.suggestion.edit.mutate({ ...input, text: `  ${text}\n` })).status).toBe('approved')
    expect(await repliesTo(sessionId)).toEqual([text])
  })

  it('keeps to its key: other words are a conflict, the same words the same answer', async () => {
    const { input, sessionId } = await draftReady()
    const first = await operator.suggestion.edit.mutate({ ...input, text: 'My words' })
    expect(await operator.suggestion.edit.mutate({ ...input, text: 'My words' })).toEqual(first)
    expect(await codeOf(operator.suggestion.edit.mutate({ ...input, text: 'Your words' }))).toBe(
      'idempotency.conflict',
    )
    expect(await repliesTo(sessionId)).toEqual(['My words'])
  })

  it.each(['', '   ', 'x'.repeat(16_001), 'a\u0000b'])(
    'refuses words that cannot be sent (%#)',
    async text => {
      const { input, conversationId } = await draftReady()
      expect(await codeOf(operator.suggestion.edit.mutate({ ...input, text }))).toBe('input.invalid')
      expect((await detail(conversationId)).suggestion?.status).toBe('pending')
    },
  )
})

describe('rejecting a draft', () => {
  it('sends nothing, and leaves the conversation to the person', async () => {
    const { input, sessionId, conversationId } = await draftReady()
    const answer = await operator.suggestion.reject.mutate({ ...input, reason: 'Wrong product' })
    expect(answer).toMatchObject({ status: 'rejected', messageId: null })
    expect(await operator.suggestion.reject.mutate({ ...input, reason: 'Wrong product' })).toEqual(answer)
    expect(await repliesTo(sessionId)).toEqual([])
    expect((await detail(conversationId)).suggestion).toBeNull()
    await operator.message.send.mutate({
      conversationId,
      text: 'My own words',
      idempotencyKey: `own-${sessionId}`,
    })
    expect(await repliesTo(sessionId)).toEqual(['My own words'])
  })

  it('needs no key: a second rejection is told of the first', async () => {
    const { input } = await draftReady()
    const bare = { id: input.id, version: input.version }
    await operator.suggestion.reject.mutate(bare)
    const { code, details } = await refusalOf(second.suggestion.reject.mutate(bare))
    expect(code).toBe('suggestion.already_decided')
    expect(details).toMatchObject({ status: 'rejected', by: { name: 'operator' } })
  })
})

describe("a person's own message", () => {
  it('is sent once for its key', async () => {
    const { sessionId, conversationId } = await draftReady()
    const input = { conversationId, text: 'One moment, please.', idempotencyKey: `own-${sessionId}` }
    const answers = await Promise.all(Array.from({ length: 5 }, () => operator.message.send.mutate(input)))
    expect(new Set(answers.map(answer => answer.messageId)).size).toBe(1)
    const other = { ...input, text: 'Other words' }
    expect(await codeOf(operator.message.send.mutate(other))).toBe('idempotency.conflict')
    expect(await repliesTo(sessionId)).toEqual(['One moment, please.'])
  })

  it('voids the live draft: the customer has been answered', async () => {
    const { input, sessionId, conversationId } = await draftReady()
    await operator.message.send.mutate({
      conversationId,
      text: 'Answered.',
      idempotencyKey: `own-${sessionId}`,
    })
    expect((await detail(conversationId)).suggestion).toBeNull()
    const { code, details } = await refusalOf(second.suggestion.approve.mutate(input))
    expect(code).toBe('suggestion.stale')
    expect(details).toMatchObject({ status: 'superseded' })
    expect(await repliesTo(sessionId)).toEqual(['Answered.'])
  })

  it('of no conversation is refused', async () => {
    const input = { text: 'Hello?', idempotencyKey: 'nobody-there-1' }
    const conversationId = '019a0000-0000-7000-8000-00000000dead'
    expect(await codeOf(operator.message.send.mutate({ ...input, conversationId }))).toBe(
      'conversation.not_found',
    )
  })
})

describe('searching conversations', () => {
  it.each([
    ['a per cent sign', 'up to 70% off'],
    ['an underscore', 'the snake_case model'],
    ['a backslash', 'C:\\Temp\\x'],
    ['quotes', `it's "fine"`],
    ['SQL', "'); DROP TABLE messages; --"],
    ['dollar signs', '$1 $$ $x$'],
    ['another script', 'гарантия на наушники'],
    ['emoji', 'broken 🎧'],
  ])('finds %s as written, and nothing that only matches a pattern', async (name, text) => {
    const sessionId = `search-${name.replaceAll(' ', '-')}`
    const { body } = await writeAsCustomer(test.url, { sessionId, text: `Before ${text} after` })
    const found = await operator.conversation.search.query({ text })
    expect(found.items.map(item => item.id)).toEqual([body.conversationId])
  })

  it.each(['%', '_', '%%%', '\\', "'"])('reads %s as itself', async text => {
    const { items } = await operator.conversation.search.query({ text, limit: 100 })
    const all = (await operator.conversation.list.query({ limit: 200 })).items
    expect(items.length).toBeLessThan(all.length)
  })

  it('knows no difference of case, in any script', async () => {
    const { items } = await operator.conversation.search.query({ text: 'ГАРАНТИЯ НА' })
    expect(items).toHaveLength(1)
  })
})
