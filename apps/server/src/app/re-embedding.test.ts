import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CompletionsServer, startCompletionsServer } from '../ai/completions-server.fixture.ts'
import { makeConfig } from '../config/config.ts'
import { parseEnv } from '../config/env.ts'
import { findStaleEmbeddings } from '../db/platform-retrieval.repo.ts'
import { requestReEmbedding } from '../features/knowledge/index.ts'
import { makeLog } from '../telemetry/log.ts'
import { type ApiClient, signInAs, startTestServer } from '../testing/test-server.ts'
import { type RunningServer, startServer } from './compose.ts'

const dataDir = mkdtempSync(join(tmpdir(), 're-embedding-'))
let models: CompletionsServer
let server: RunningServer | undefined
let api: ApiClient

/** The same installation, started anew with another embedding model. */
async function restartWith(embedModel: string): Promise<RunningServer> {
  await server?.close()
  const config = makeConfig(
    parseEnv({
      PORT: '0',
      DATA_DIR: dataDir,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'fatal',
      AI_PROVIDER: 'openai',
      OPENAI_API_KEY: 'test',
      OPENAI_BASE_URL: models.baseURL,
      OPENAI_MODEL: 'test-model',
      OPENAI_EMBED_MODEL: embedModel,
    }),
  )
  server = await startServer(config, makeLog(config.logLevel), async () => {
    throw new Error('there is an installation to go on with')
  })
  api = (await signInAs(server.url, 'owner')).api
  return server
}

const embedded = () =>
  models.received.flatMap(({ path, body }) =>
    path.endsWith('/embeddings') ? (body.input ?? []).map(text => `${body.model}: ${text}`) : [],
  )
const staleFor = ({ services }: RunningServer, model: string) =>
  findStaleEmbeddings(services.database.statement, model, 10)
const firstHit = async (text: string) => (await api.knowledge.search.query({ text })).hits[0]

beforeAll(async () => {
  models = await startCompletionsServer()
  const test = await startTestServer(dataDir)
  server = test.server
  api = (await signInAs(test.url, 'owner')).api
  await api.knowledge.upsert.mutate({ title: 'Moorings', text: 'A mooring for the night costs 310 kronor.' })
}, 60_000)
afterAll(async () => {
  await server?.close()
  await models?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('another embedding model', () => {
  it('gives every passage vectors of its own in the background, and each its own again when it changes', async () => {
    for (const model of ['first-embed', 'second-embed']) {
      const running = await restartWith(model)
      await requestReEmbedding(running.services)
      await running.drain(30_000)
      expect(await staleFor(running, model)).toEqual([])
      expect(embedded()).toContain(`${model}: Moorings\nA mooring for the night costs 310 kronor.`)
      // Compared by the model's vectors, and found.
      const hit = await firstHit('what does a mooring cost')
      expect(hit).toMatchObject({ title: 'Moorings', lanes: { cosine: expect.any(Number) } })
    }
  })

  it('leaves nothing to do when asked again', async () => {
    const before = embedded().length
    const running = server as RunningServer
    expect(await requestReEmbedding(running.services)).toBe(0)
    await running.drain(30_000)
    expect(embedded()).toHaveLength(before)
  })

  it('embeds what is written from now on, which is found by its words at once', async () => {
    const running = server as RunningServer
    await api.knowledge.upsert.mutate({ title: 'Showers', text: 'Tokens for the showers cost ten kronor.' })
    expect((await firstHit('tokens for the showers'))?.title).toBe('Showers')
    await running.drain(30_000)
    expect(await staleFor(running, 'second-embed')).toEqual([])
    expect(embedded()).toContain('second-embed: Showers\nTokens for the showers cost ten kronor.')
  })
})
