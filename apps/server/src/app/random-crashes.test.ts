import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { travelRoad } from '../testing/customer-journey.ts'
import { startNativePostgres } from '../testing/native-postgres.ts'
import { letLeasesEnd } from '../testing/pass-time.ts'
import { type SpawnedServer, spawnHeldServer } from '../testing/spawn-server.ts'
import { readAsCustomer, signInAs } from '../testing/test-server.ts'

const rounds = 4
const customers = 8

const postgres = await startNativePostgres()
afterAll(async () => {
  if (postgres.kind === 'started') await postgres.stop()
})

describe.each([
  ['embedded', null],
  ['native', postgres.kind === 'started' ? postgres : undefined],
] as const)('on %s PostgreSQL, a server that is killed again and again', (_kind, cluster) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'random-crash-'))
  let server: SpawnedServer | undefined
  afterAll(async () => {
    await server?.kill()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it.skipIf(cluster === undefined)(
    'answers every customer once, with what was approved',
    async () => {
      const databaseUrl = await cluster?.createDatabase()
      const env = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }
      const start = async () => {
        server = await spawnHeldServer({ DATA_DIR: dataDir, ...env })
        return server
      }
      let current = await start()
      const where = { url: () => current.url }
      const given: { key: string; text: string }[] = []
      const journeys: ReturnType<typeof travelRoad>[] = []
      for (let round = 0; round < rounds; round += 1) {
        for (let at = 0; at < customers / rounds; at += 1) {
          journeys.push(travelRoad(where, `random-${round}-${at}`))
        }
        await pause(Math.random() * 900)
        await current.kill()
        given.push(...current.sent)
        if (databaseUrl !== undefined) await letLeasesEnd(databaseUrl)
        current = await start()
      }
      const done = await Promise.all(journeys)
      await current.drain(20_000)
      given.push(...current.sent)

      const { api } = await signInAs(current.url, 'operator')
      for (const { sessionId, conversationId, question, reply } of done) {
        const thread = await readAsCustomer(current.url, sessionId)
        expect(thread.map(message => message.text)).toEqual([question, reply])
        const { messages, suggestion, conversation } = await api.conversation.get.query({
          id: conversationId,
        })
        expect(messages.map(message => message.seq)).toEqual([1, 2])
        expect(suggestion).toBeNull()
        expect(conversation.drafting).toBe(false)
      }
      const { items } = await api.suggestion.list.query({ limit: 200 })
      expect(items).toHaveLength(done.length)
      expect(items.every(item => item.status === 'approved')).toBe(true)
      // Whatever the channel was given twice had one key and one text.
      expect(new Set(given.map(({ key, text }) => `${key} ${text}`)).size).toBe(
        new Set(given.map(({ key }) => key)).size,
      )
      expect(new Set(given.map(({ key }) => key)).size).toBe(done.length)
    },
    120_000,
  )
})
