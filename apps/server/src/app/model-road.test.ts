import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CompletionsServer, startCompletionsServer } from '../ai/completions-server.fixture.ts'
import {
  type ApiClient,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../testing/test-server.ts'

describe('the road with a language model', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'model-road-'))
  let completions: CompletionsServer
  let test: TestServer
  let operator: ApiClient

  beforeAll(async () => {
    completions = await startCompletionsServer()
    test = await startTestServer(dataDir, {
      AI_PROVIDER: 'openai',
      OPENAI_API_KEY: 'a key for tests',
      OPENAI_BASE_URL: completions.baseURL,
      OPENAI_MODEL: 'test-model',
    })
    operator = (await signInAs(test.url, 'operator')).api
  })
  afterAll(async () => {
    await test?.server.close()
    await completions?.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const ask = async (sessionId: string) => {
    const text = 'How many days do I have to return a product?'
    const { body } = await writeAsCustomer(test.url, { sessionId, text })
    await test.server.drain(20_000)
    return operator.conversation.get.query({ id: body.conversationId })
  }

  it('stores what the model wrote, with its name and its tokens', async () => {
    completions.play('ok')
    const { suggestion } = await ask('model-session-1')
    expect(suggestion?.model).toBe('test-model')
    expect(suggestion?.fallbackReason).toBeNull()
    const request = completions.received.at(-1)
    expect(request?.body.stream).toBe(true)
    expect(request?.body.response_format?.json_schema?.strict).toBe(true)
  })

  it('answers offline when the model refuses the request, and says so', async () => {
    completions.play('bad-request')
    const { suggestion } = await ask('model-session-2')
    expect(suggestion?.model).toBe('offline')
    expect(suggestion?.fallbackReason).toBe('rejected')
    expect(suggestion?.text).toContain('30 days')
    expect(suggestion?.sentences.some(sentence => sentence.supported)).toBe(true)
  })

  it('answers offline when the model talks nonsense twice', async () => {
    completions.play('broken-json', 'broken-json')
    const { suggestion } = await ask('model-session-3')
    expect(suggestion?.model).toBe('offline')
    expect(suggestion?.fallbackReason).toBe('broken_output')
  })

  it('counts what is tried out, and tries that failed, towards the budget of the month', async () => {
    const owner = (await signInAs(test.url, 'owner')).api
    const used = async () => (await owner.policy.get.query()).budget
    const before = await used()
    completions.play('ok')
    await owner.studio.ask.mutate({ text: 'How many days do I have to return a product?' })
    await test.server.drain(20_000)
    const tried = await used()
    expect(tried.runs).toBe(before.runs + 1)
    completions.play('broken-json', 'broken-json')
    await ask('model-session-4')
    // The model is in no price list, so its tries are counted as runs whose cost nobody knows.
    expect(await used()).toMatchObject({ runs: tried.runs + 1, unpricedRuns: tried.unpricedRuns + 1 })
  })
})
