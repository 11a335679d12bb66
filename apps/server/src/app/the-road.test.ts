import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ApiClient,
  codeOf,
  readAsCustomer,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../testing/test-server.ts'

describe('the road from a customer to the reply', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'road-'))
  let test: TestServer
  let operator: ApiClient

  beforeAll(async () => {
    test = await startTestServer(dataDir)
    operator = (await signInAs(test.url, 'operator')).api
  })
  afterAll(async () => {
    await test?.server.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const ask = async (sessionId: string, text: string) => {
    const { status, body } = await writeAsCustomer(test.url, { sessionId, text })
    expect(status).toBe(202)
    await test.server.drain(10_000)
    return operator.conversation.get.query({ id: body.conversationId })
  }

  it('answers a message with a pending suggestion, and an approval reaches the customer once', async () => {
    const sessionId = 'customer-one'
    const detail = await ask(sessionId, 'Can I still return opened headphones? Who pays the return postage?')
    const { suggestion } = detail
    expect(detail.conversation.status).toBe('waiting_operator')
    expect(suggestion?.status).toBe('pending')
    expect(suggestion?.evidence.length).toBeGreaterThan(0)
    expect(
      suggestion?.sentences.some(sentence => sentence.supported && sentence.evidenceIds.length > 0),
    ).toBe(true)
    if (suggestion == null) throw new Error('no suggestion')
    const input = { id: suggestion.id, version: suggestion.version, idempotencyKey: 'approve-1' }
    const first = await operator.suggestion.approve.mutate(input)
    expect(first.status).toBe('approved')
    expect(await operator.suggestion.approve.mutate(input)).toEqual(first)
    await test.server.drain(10_000)
    const thread = await readAsCustomer(test.url, sessionId)
    expect(thread.map(message => message.from)).toEqual(['customer', 'operator'])
    expect(thread[1]?.text).toBe(suggestion.text)
    expect(await codeOf(operator.suggestion.approve.mutate({ ...input, idempotencyKey: 'approve-2' }))).toBe(
      'suggestion.already_decided',
    )
  })

  it('refuses an older draft as stale', async () => {
    const sessionId = 'customer-two'
    const before = await ask(sessionId, 'How many days do I have to return a product?')
    await ask(sessionId, 'And what does the postage cost?')
    const old = before.suggestion
    if (old == null) throw new Error('no suggestion')
    expect(
      await codeOf(
        operator.suggestion.approve.mutate({ id: old.id, version: old.version, idempotencyKey: 'stale-key' }),
      ),
    ).toBe('suggestion.stale')
  })
})
