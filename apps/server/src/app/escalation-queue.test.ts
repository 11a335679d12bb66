import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ApiClient,
  askAndWait,
  codeOf,
  readAsCustomer,
  refusalOf,
  signInAs,
  startTestServer,
  type TestServer,
} from '../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'escalations-'))
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

const detail = (id: string) => operator.conversation.get.query({ id })
const queue = async (status?: 'pending' | 'claimed' | 'handled' | 'dismissed') =>
  (await operator.escalation.list.query(status === undefined ? undefined : { status })).items

/** A conversation somebody put into the queue. */
async function escalated(reason = 'Needs somebody who knows') {
  count += 1
  const sessionId = `escalation-customer-${count}`
  const { conversation, suggestion } = await askAndWait(
    test,
    operator,
    sessionId,
    'Can I still return opened headphones?',
  )
  if (suggestion == null) throw new Error('no suggestion')
  const answer = await operator.suggestion.escalate.mutate({ id: suggestion.id, version: 1, reason })
  const id = answer.escalationId
  if (id == null) throw new Error('no escalation')
  return { id, sessionId, conversationId: conversation.id, suggestion }
}

async function repliesTo(sessionId: string): Promise<string[]> {
  await test.server.drain(20_000)
  return (await readAsCustomer(test.url, sessionId))
    .filter(one => one.from !== 'customer')
    .map(one => one.text)
}

const operatorIs = () => ({ memberId: test.tenant.members.operator, name: 'operator' })
const secondIs = () => ({ memberId: test.tenant.members.second, name: 'second' })

describe('escalating a draft', () => {
  it('puts the conversation into the queue with the reason and the draft, and sends nothing', async () => {
    const { id, sessionId, conversationId, suggestion } = await escalated('Ask the workshop')
    const view = (await queue()).find(one => one.id === id)
    expect(view).toMatchObject({
      conversationId,
      suggestionId: suggestion.id,
      status: 'pending',
      summary: 'Ask the workshop',
      suggestedResponse: suggestion.text,
      claimedBy: null,
      handledBy: null,
    })
    const seen = await detail(conversationId)
    expect(seen.conversation.status).toBe('escalated')
    expect(seen.suggestion).toBeNull()
    expect(seen.escalation).toMatchObject({ id, status: 'pending' })
    expect(await repliesTo(sessionId)).toEqual([])
  })

  it('is told who did, the second time', async () => {
    const { suggestion } = await escalated()
    const { code, details } = await refusalOf(
      second.suggestion.escalate.mutate({ id: suggestion.id, version: 1, reason: 'Me too' }),
    )
    expect(code).toBe('suggestion.already_decided')
    expect(details).toMatchObject({ status: 'escalated', by: operatorIs() })
  })

  it('keeps one entry, and the conversation in the queue, when the customer goes on writing', async () => {
    const { id, sessionId, conversationId } = await escalated()
    const { conversation } = await askAndWait(test, operator, sessionId, 'Hello? How many days do I have?')
    expect(conversation.status).toBe('escalated')
    const open = (await queue()).filter(one => one.conversationId === conversationId)
    expect(open.map(one => one.id)).toEqual([id])
  })
})

describe('claiming an escalation', () => {
  it('tells the second claimer who has it; claiming it again oneself is the same claim', async () => {
    const { id, conversationId } = await escalated()
    const first = await operator.escalation.claim.mutate({ id })
    expect(first).toEqual({ id, status: 'claimed' })
    expect(await operator.escalation.claim.mutate({ id })).toEqual(first)
    const { code, details } = await refusalOf(second.escalation.claim.mutate({ id }))
    expect(code).toBe('escalation.already_claimed')
    expect(details).toEqual({ status: 'claimed', by: operatorIs() })
    expect((await detail(conversationId)).escalation).toMatchObject({
      status: 'claimed',
      claimedBy: operatorIs(),
    })
    expect((await queue('claimed')).map(one => one.id)).toContain(id)
    expect((await queue('pending')).map(one => one.id)).not.toContain(id)
  })

  it('has one winner among two at once', async () => {
    const { id } = await escalated()
    const codes = await Promise.all(
      [operator, second].map(api => codeOf(api.escalation.claim.mutate({ id }))),
    )
    expect(codes.sort()).toEqual(['escalation.already_claimed', null].sort())
  })
})

describe('handling an escalation', () => {
  it('answers the customer and closes it, both or neither', async () => {
    const { id, sessionId, conversationId } = await escalated()
    await operator.escalation.claim.mutate({ id })
    const text = 'The workshop says yes: bring them back.'
    expect(await operator.escalation.handle.mutate({ id, text })).toEqual({ id, status: 'handled' })
    expect(await repliesTo(sessionId)).toEqual([text])
    const seen = await detail(conversationId)
    expect(seen.escalation).toBeNull()
    expect(seen.conversation.status).toBe('waiting_customer')
    expect((await queue('handled')).find(one => one.id === id)?.handledBy).toEqual(operatorIs())
  })

  it('needs no claim, and no words', async () => {
    const { id, sessionId, conversationId } = await escalated()
    await second.escalation.handle.mutate({ id })
    expect(await repliesTo(sessionId)).toEqual([])
    expect((await detail(conversationId)).conversation.status).toBe('active')
    expect((await queue('handled')).find(one => one.id === id)?.handledBy).toEqual(secondIs())
  })

  it('answers once, whoever is told twice', async () => {
    const { id, sessionId } = await escalated()
    const answers = await Promise.all(
      [operator, second].map(api => codeOf(api.escalation.handle.mutate({ id, text: 'Done.' }))),
    )
    expect(answers.sort()).toEqual(['escalation.already_closed', null].sort())
    expect(await repliesTo(sessionId)).toEqual(['Done.'])
    for (const again of [
      operator.escalation.claim.mutate({ id }),
      operator.escalation.handle.mutate({ id }),
    ]) {
      expect((await refusalOf(again)).code).toBe('escalation.already_closed')
    }
  })

  it('repeats its answer for the same key, and refuses the key for other words', async () => {
    const { id, sessionId } = await escalated()
    const input = { id, text: 'Done.', idempotencyKey: `handle-${id}` }
    const first = await operator.escalation.handle.mutate(input)
    expect(await operator.escalation.handle.mutate(input)).toEqual(first)
    const other = operator.escalation.handle.mutate({ ...input, text: 'Other' })
    expect(await codeOf(other)).toBe('idempotency.conflict')
    expect(await repliesTo(sessionId)).toEqual(['Done.'])
  })

  it('voids a draft that was made meanwhile', async () => {
    const { id, sessionId, conversationId } = await escalated()
    const { suggestion } = await askAndWait(
      test,
      operator,
      sessionId,
      'How many days do I have to return them?',
    )
    await operator.escalation.handle.mutate({ id, text: 'Thirty days.' })
    if (suggestion != null) {
      const late = { id: suggestion.id, version: suggestion.version, idempotencyKey: `late-${id}` }
      expect(await codeOf(second.suggestion.approve.mutate(late))).toBe('suggestion.stale')
    }
    expect((await detail(conversationId)).suggestion).toBeNull()
    expect(await repliesTo(sessionId)).toEqual(['Thirty days.'])
  })

  it('is done by approving the draft, too', async () => {
    const { id, sessionId, conversationId } = await escalated()
    const { suggestion } = await askAndWait(
      test,
      operator,
      sessionId,
      'How many days do I have to return them?',
    )
    if (suggestion == null) throw new Error('no draft in an escalated conversation')
    const approved = await second.suggestion.approve.mutate({
      id: suggestion.id,
      version: suggestion.version,
      idempotencyKey: `approve-${id}`,
    })
    expect(approved.escalationId).toBe(id)
    expect((await queue('handled')).find(one => one.id === id)?.handledBy).toEqual(secondIs())
    expect((await detail(conversationId)).escalation).toBeNull()
    expect(await repliesTo(sessionId)).toEqual([suggestion.text])
  })
})

describe('dismissing an escalation', () => {
  it('closes it without a word to the customer, with a reason', async () => {
    const { id, sessionId, conversationId } = await escalated()
    expect(await codeOf(operator.escalation.dismiss.mutate({ id, reason: ' ' }))).toBe('input.invalid')
    expect(await operator.escalation.dismiss.mutate({ id, reason: 'Spam' })).toEqual({
      id,
      status: 'dismissed',
    })
    expect(await repliesTo(sessionId)).toEqual([])
    expect((await detail(conversationId)).conversation.status).toBe('active')
    const { code, details } = await refusalOf(second.escalation.handle.mutate({ id, text: 'Too late' }))
    expect(code).toBe('escalation.already_closed')
    expect(details).toEqual({ status: 'dismissed', by: operatorIs() })
    expect(await repliesTo(sessionId)).toEqual([])
  })

  it('happens by itself when the conversation is resolved', async () => {
    const { id, conversationId } = await escalated()
    await operator.conversation.resolve.mutate({ id: conversationId })
    expect((await queue('dismissed')).map(one => one.id)).toContain(id)
    expect((await detail(conversationId)).conversation.status).toBe('resolved')
  })
})

describe('the queue', () => {
  it('is asked for by customers: one who wants a person gets one, before the rest', async () => {
    count += 1
    const sessionId = `escalation-customer-${count}`
    const { conversation } = await askAndWait(test, operator, sessionId, 'I want to talk to a human, please')
    expect(conversation.status).toBe('escalated')
    const [first, ...rest] = await queue()
    expect(first).toMatchObject({
      conversationId: conversation.id,
      reason: 'human_requested',
      status: 'pending',
    })
    for (const other of rest) expect(other.priority).toBeLessThanOrEqual(first?.priority ?? 0)
  })

  it('refuses what it does not have', async () => {
    const id = '019a0000-0000-7000-8000-00000000dead'
    for (const call of [
      operator.escalation.claim.mutate({ id }),
      operator.escalation.handle.mutate({ id, text: 'x' }),
      operator.escalation.dismiss.mutate({ id, reason: 'x' }),
    ]) {
      expect(await codeOf(call)).toBe('escalation.not_found')
    }
  })
})
