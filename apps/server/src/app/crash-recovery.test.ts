import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type HoldPoint, type SpawnedServer, spawnHeldServer } from '../testing/spawn-server.ts'
import { type ApiClient, codeOf, readAsCustomer, signInAs, writeAsCustomer } from '../testing/test-server.ts'

const question = 'Can I still return opened headphones? Who pays the return postage?'

/** One data folder through many lives of the server: what an earlier test left behind has to survive the later ones. */
describe('a server that is killed', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'crash-'))
  let server: SpawnedServer
  let operator: ApiClient
  let sessions = 0

  const start = async () => {
    server = await spawnHeldServer({ DATA_DIR: dataDir })
    operator = (await signInAs(server.url, 'operator')).api
  }
  const restart = async () => {
    await server.kill()
    await start()
  }
  beforeAll(start)
  afterEach(async ({ task }) => {
    // One that failed may have left the server standing still, and the next is not to pay for it.
    if (task.result?.state === 'fail') await restart()
    else await server.drain(20_000)
  })
  afterAll(async () => {
    await server?.kill()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const customer = () => {
    sessions += 1
    return `crash-customer-${sessions}`
  }
  const write = async (sessionId: string, messageId = 'm1') => {
    const { status, body } = await writeAsCustomer(server.url, { sessionId, text: question, messageId })
    expect(status).toBe(202)
    return body.conversationId
  }
  const pending = async (conversationId: string) => {
    const { suggestion } = await operator.conversation.get.query({ id: conversationId })
    if (suggestion == null) throw new Error('no suggestion')
    expect(suggestion.status).toBe('pending')
    expect(suggestion.evidence.length).toBeGreaterThan(0)
    return suggestion
  }
  const askAndWait = async (sessionId: string) => {
    const conversationId = await write(sessionId)
    await server.drain(20_000)
    return { conversationId, suggestion: await pending(conversationId) }
  }
  const approval = (suggestion: { id: string; version: number }, key: string) => ({
    id: suggestion.id,
    version: suggestion.version,
    idempotencyKey: key,
  })
  /** Both sides of the thread, once each. */
  const expectAnswered = async (sessionId: string, text: string) => {
    await server.drain(20_000)
    const thread = await readAsCustomer(server.url, sessionId)
    expect(thread.map(message => [message.from, message.text])).toEqual([
      ['customer', question],
      ['operator', text],
    ])
  }

  it('before it stored a message: the customer sends it again, and it is stored once', async () => {
    const sessionId = customer()
    const point = await server.hold('ingest_message:before')
    const lost = write(sessionId).catch(error => error)
    await point.reached()
    await restart()
    expect(await lost).toBeInstanceOf(Error)
    expect(await readAsCustomer(server.url, sessionId)).toEqual([])
    await write(sessionId)
    expect(await readAsCustomer(server.url, sessionId)).toHaveLength(1)
  })

  it('after it stored a message and before it said so: sending it again is a duplicate', async () => {
    const sessionId = customer()
    const point = await server.hold('ingest_message:after')
    const unanswered = write(sessionId).catch(error => error)
    await point.reached()
    await restart()
    expect(await unanswered).toBeInstanceOf(Error)
    const again = await writeAsCustomer(server.url, { sessionId, text: question, messageId: 'm1' })
    expect(again).toMatchObject({ status: 202, body: { duplicate: true } })
    await server.drain(20_000)
    await pending(again.body.conversationId)
    expect(await readAsCustomer(server.url, sessionId)).toHaveLength(1)
  })

  it.each<[string, HoldPoint]>([
    ['after it acknowledged a message and before the burst settled', 'due-work:before'],
    ['while the burst became a job', 'due-work:commit'],
    ['when the burst had become a job', 'due-work:after'],
    ['while the draft was written', 'draft:before'],
    ['while the draft was stored', 'end-run:commit'],
    ['when the draft was stored and its job not ended', 'end-run:after'],
  ])('%s: one draft, one answer', async (_name, at) => {
    const sessionId = customer()
    const point = await server.hold(at)
    const conversationId = await write(sessionId)
    await point.reached()
    await restart()
    await server.drain(20_000)
    const suggestion = await pending(conversationId)
    const { items } = await operator.suggestion.list.query({ limit: 200 })
    expect(items.filter(item => item.conversationId === conversationId)).toHaveLength(1)
    await operator.suggestion.approve.mutate(approval(suggestion, `approve-${sessionId}`))
    await expectAnswered(sessionId, suggestion.text)
  })

  it('while the draft was written, and a person answers before it is taken up again: nothing is drafted', async () => {
    const sessionId = customer()
    const point = await server.hold('draft:before')
    const conversationId = await write(sessionId)
    await point.reached()
    await restart()
    const text = 'Yes, within 30 days.'
    await operator.message.send.mutate({ conversationId, text, idempotencyKey: `own-${sessionId}` })
    await expectAnswered(sessionId, text)
    const { suggestion, conversation } = await operator.conversation.get.query({ id: conversationId })
    expect(suggestion).toBeNull()
    expect(conversation.drafting).toBe(false)
  })

  it('between draft and approval: the draft is still there to approve', async () => {
    const sessionId = customer()
    const { suggestion } = await askAndWait(sessionId)
    await restart()
    await operator.suggestion.approve.mutate(approval(suggestion, `approve-${sessionId}`))
    await expectAnswered(sessionId, suggestion.text)
  })

  it.each<[string, HoldPoint, boolean]>([
    ['while an approval was written', 'decide-suggestion:commit', false],
    ['when an approval was written and not answered', 'decide-suggestion:after', true],
  ])('%s: asking again with the same key approves once', async (_name, at, stored) => {
    const sessionId = customer()
    const { conversationId, suggestion } = await askAndWait(sessionId)
    const input = approval(suggestion, `approve-${sessionId}`)
    const point = await server.hold(at)
    const unanswered = operator.suggestion.approve.mutate(input).catch(error => error)
    await point.reached()
    await restart()
    expect(await unanswered).toBeInstanceOf(Error)
    const { suggestion: live } = await operator.conversation.get.query({ id: conversationId })
    expect(live === null).toBe(stored)
    const first = await operator.suggestion.approve.mutate(input)
    expect(first.status).toBe('approved')
    expect(await operator.suggestion.approve.mutate(input)).toEqual(first)
    const other = { ...input, idempotencyKey: 'another-key-entirely' }
    expect(await codeOf(operator.suggestion.approve.mutate(other))).toBe('suggestion.already_decided')
    await expectAnswered(sessionId, suggestion.text)
  })

  it.each<[string, HoldPoint, number]>([
    ['right after the approval was answered', 'lease_due_outbound:before', 0],
    ['when the reply was taken from the outbox and not given to the channel', 'send:before', 0],
    ['after the channel took the reply and before that was known', 'send:after', 1],
    ['while it was written down that the reply had left', 'record-delivery:commit', 1],
    ['when it was written down that the reply had left', 'record-delivery:after', 1],
  ])('%s: the customer reads it once', async (_name, at, given) => {
    const sessionId = customer()
    const { conversationId, suggestion } = await askAndWait(sessionId)
    const earlier = server.sent.length
    const point = await server.hold(at)
    await operator.suggestion.approve.mutate(approval(suggestion, `approve-${sessionId}`))
    await point.reached()
    const before = server.sent.slice(earlier)
    expect(before).toHaveLength(given)
    await restart()
    await expectAnswered(sessionId, suggestion.text)
    // A provider that was given it twice was given one key both times, and one text.
    const both = [...before, ...server.sent]
    expect(new Set(both.map(({ key, text }) => `${key} ${text}`)).size).toBe(1)
    expect(server.sent).toHaveLength(at === 'record-delivery:after' ? 0 : 1)
    const { messages } = await operator.conversation.get.query({ id: conversationId })
    expect(messages.filter(message => message.direction === 'outbound')).toHaveLength(1)
  })

  it("while a person's own words were stored: sending again with the same key stores them once", async () => {
    const sessionId = customer()
    const { conversationId } = await askAndWait(sessionId)
    const input = { conversationId, text: 'Let me look into that.', idempotencyKey: `own-${sessionId}` }
    for (const at of ['send-message:commit', 'send-message:after'] as const) {
      const point = await server.hold(at)
      const unanswered = operator.message.send.mutate(input).catch(error => error)
      await point.reached()
      await restart()
      expect(await unanswered).toBeInstanceOf(Error)
    }
    await operator.message.send.mutate(input)
    await expectAnswered(sessionId, input.text)
  })
})
