import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { forgetRateWindows } from '../../db/platform-rate-limit.repo.ts'
import { databaseKinds, useDatabase } from '../../db/use-database.fixture.ts'
import { makeLog } from '../../telemetry/log.ts'
import { type RedisServer, startRedis } from '../../testing/redis-server.ts'
import { makeMemoryRateStore } from './memory.rate-store.ts'
import { makePostgresRateStore } from './postgres.rate-store.ts'
import type { RateStore } from './rate-store.port.ts'
import { openRedisRateStore } from './redis.rate-store.ts'
import { type RateWindow, takeFromWindow } from './sliding-window.policy.ts'

const limit = { max: 7, windowMs: 60_000, counted: 'everywhere' } as const
const start = Date.UTC(2026, 4, 4)
let keys = 0
const nextKey = () => `key-${++keys}`

const steps = fc.array(
  fc.record({ after: fc.integer({ min: -2000, max: 40_000 }), cost: fc.integer({ min: 1, max: 8 }) }),
  { minLength: 1, maxLength: 25 },
)

/** Every store passes these; `open` answers with one that shares its counters with the next. */
function itCounts(open: (context: TestContext) => RateStore | Promise<RateStore>) {
  it('decides as the one rule does, whatever comes when', { timeout: 60_000 }, async context => {
    const store = await open(context)
    await fc.assert(
      fc.asyncProperty(steps, async list => {
        const key = nextKey()
        let expected: RateWindow | null = null
        let now = start
        for (const { after, cost } of list) {
          now += after
          const wanted = takeFromWindow(expected, limit, cost, now)
          expect(await store.take(key, limit, cost, now)).toEqual(wanted)
          expected = wanted.window
        }
      }),
      { numRuns: 25 },
    )
  })

  it('lets no more through than the limit when many ask at once', async context => {
    const stores = [await open(context), await open(context)]
    const key = nextKey()
    const asked = await Promise.all(
      Array.from({ length: 40 }, (_, turn) => (stores[turn % 2] as RateStore).take(key, limit, 1, start)),
    )
    expect(asked.filter(taken => taken.allowed)).toHaveLength(limit.max)
  })

  it('counts keys apart', async context => {
    const store = await open(context)
    const key = nextKey()
    expect((await store.take(key, limit, limit.max, start)).allowed).toBe(true)
    expect((await store.take(key, limit, 1, start)).allowed).toBe(false)
    expect((await store.take(nextKey(), limit, 1, start)).allowed).toBe(true)
  })
}

describe('counting in memory', () => {
  const store = makeMemoryRateStore()
  itCounts(() => store)
})

describe.each(databaseKinds)('counting in the database, %s', kind => {
  const database = useDatabase(kind)
  itCounts(context => makePostgresRateStore(database(context).open.database.statement))

  it('forgets what no longer weighs anything', async context => {
    const { admin, open } = database(context)
    await admin.query('TRUNCATE rate_windows')
    const store = makePostgresRateStore(open.database.statement)
    await store.take('old', limit, 1, start)
    await store.take('young', limit, 1, start + 1)
    await forgetRateWindows(open.database.statement, new Date(start + 2 * limit.windowMs))
    const { rows } = await admin.query('SELECT key FROM rate_windows')
    expect(rows).toEqual([{ key: 'young' }])
  })
})

describe('counting in Redis', () => {
  let redis: RedisServer | null
  const opened: { close(): Promise<void> }[] = []
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(async () => {
    for (const store of opened) await store.close()
    await redis?.stop()
  })
  itCounts(async context => {
    if (redis === null) return context.skip('redis-server is not installed')
    const store = await openRedisRateStore(redis.url, makeLog('fatal'))
    opened.push(store)
    return store
  })
})
