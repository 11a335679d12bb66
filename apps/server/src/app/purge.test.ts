import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerSignUp } from '../db/platform-sign-in.repo.ts'
import {
  anonymous,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../testing/test-server.ts'
import { makePurge } from './due-work.ts'

const day = 24 * 3600_000
const dataDir = mkdtempSync(join(tmpdir(), 'purge-'))
let test: TestServer
let now = Date.now()

beforeAll(async () => {
  test = await startTestServer(dataDir, {}, { clock: { now: () => new Date(now) } })
}, 60_000)
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const purge = () => makePurge(test.server.services).run(AbortSignal.timeout(60_000))

describe('what is kept for a while', () => {
  it('gives an address free that nobody has confirmed for a week, and not before', async () => {
    const email = 'never-confirmed@x.test'
    const person = { email, name: 'Somebody', tenantName: 'Nowhere', language: 'en' } as const
    const outcome = async () => {
      const id = crypto.randomUUID()
      const asked = { ...person, id, username: id, passwordHash: 'x', now: new Date(now) }
      return (await registerSignUp(test.server.services.database.statement, asked)).outcome
    }
    await anonymous(test.url).auth.signUp.mutate({ ...person, password: 'sturdy-kettle-4417' })
    await test.server.drain(20_000)
    now += 6 * day
    expect(await purge()).toEqual({ done: 0, nextAt: null })
    // Asking again is a sign of life.
    expect(await outcome()).toBe('unverified')
    now += 6 * day
    await purge()
    expect(await outcome()).toBe('unverified')
    now += 8 * day
    await purge()
    expect(await outcome()).toBe('new')
  })

  it('lets a console that was away for a month start over, once', async () => {
    const { api } = await signInAs(test.url, 'operator')
    const { cursor: before } = await api.sync.pull.query({})
    expect((await writeAsCustomer(test.url, { sessionId: 'purge-customer', text: 'Hello' })).status).toBe(202)
    await test.server.drain(20_000)
    expect((await api.sync.pull.query({ cursor: before })).events.length).toBeGreaterThan(0)
    now += 31 * day
    await purge()
    const again = await signInAs(test.url, 'operator')
    const page = await again.api.sync.pull.query({ cursor: before })
    expect(page).toMatchObject({ reset: true, events: [] })
    expect(await again.api.sync.pull.query({ cursor: page.cursor })).toMatchObject({ reset: false })
  })
})
