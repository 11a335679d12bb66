import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rateLimits } from '../api/rate-limit/rate-limits.policy.ts'
import { type NativePostgres, startNativePostgres } from '../testing/native-postgres.ts'
import { type RedisServer, startRedis } from '../testing/redis-server.ts'
import { type SpawnedServer, spawnHeldServer } from '../testing/spawn-server.ts'

describe.each(['database', 'redis'] as const)('two server processes that count in one %s', where => {
  const dataDir = mkdtempSync(join(tmpdir(), 'shared-limits-'))
  const servers: SpawnedServer[] = []
  let postgres: NativePostgres | undefined
  let redis: RedisServer | null = null
  let env: Record<string, string> | undefined

  const spawn = async () => {
    const server = await spawnHeldServer({ ...env, DATA_DIR: join(dataDir, String(servers.length)) })
    servers.push(server)
    return server
  }

  beforeAll(async () => {
    postgres = await startNativePostgres()
    if (postgres.kind === 'absent') return
    if (where === 'redis') {
      redis = await startRedis()
      if (redis === null) return
    }
    env = {
      RATE_LIMITS: 'on',
      DATABASE_URL: await postgres.createDatabase(),
      ENCRYPTION_KEY: 'a key that every node of the test has',
      ...(redis === null ? {} : { REDIS_URL: redis.url }),
    }
    await spawn()
    await spawn()
  }, 60_000)
  afterAll(async () => {
    for (const server of servers) await server.kill()
    await redis?.stop()
    if (postgres?.kind === 'started') await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const login = (server: SpawnedServer) =>
    fetch(`${server.url}/trpc/auth.login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })

  it('let as many attempts through together as one alone, also after one of them starts anew', {
    timeout: 60_000,
  }, async context => {
    if (postgres?.kind === 'absent') return context.skip(postgres.reason)
    const [one, two] = servers
    if (one === undefined || two === undefined) return context.skip('redis-server is not installed')
    const { max } = rateLimits.sign_in
    const asked = await Promise.all(
      Array.from({ length: max + 20 }, async (_, turn) => (await login(turn % 2 === 0 ? one : two)).status),
    )
    expect(asked.filter(status => status === 400)).toHaveLength(max)
    expect(asked.filter(status => status === 429)).toHaveLength(20)
    await one.kill()
    const anew = await spawn()
    expect((await login(anew)).status).toBe(429)
    expect((await login(two)).status).toBe(429)
  })
})
