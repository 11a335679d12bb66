import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sqlOf } from '../db/sql-of.ts'
import { type Person, type SmallTenant, seedSmallTenant, testPassword } from '../testing/small-tenant.ts'
import {
  type ApiClient,
  anonymous,
  codeOf,
  refusalOf,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'permissions-'))
const noId = '019a0000-0000-7000-8000-00000000dead'
let test: TestServer
let other: SmallTenant

beforeAll(async () => {
  test = await startTestServer(dataDir)
  other = await seedSmallTenant(test.server.services, 'other')
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('roles', () => {
  it('are told to the client as permissions', async () => {
    const { api } = await signInAs(test.url, 'viewer')
    const me = await api.auth.me.query()
    expect(me).toMatchObject({ role: 'viewer', permissions: ['conversation.read', 'knowledge.read'] })
  })

  it('decide who one can assign to', async () => {
    const { api } = await signInAs(test.url, 'operator')
    const { body } = await writeAsCustomer(test.url, { sessionId: 'assign-to-whom', text: 'Hello' })
    const assign = (memberId: string) =>
      codeOf(api.conversation.assign.mutate({ id: body.conversationId, memberId }))
    expect(await assign(test.tenant.members.second)).toBeNull()
    expect(await assign(other.members.operator)).not.toBeNull()
    expect(await assign(noId)).not.toBeNull()
  })
})

describe('another tenant', () => {
  let stranger: ApiClient

  beforeAll(async () => {
    stranger = (await signInAs(test.url, 'owner@other.test')).api
  })

  it('has its own customers, even with the same session', async () => {
    const mine = await writeAsCustomer(test.url, { sessionId: 'same-session', text: 'Mine', messageId: 'm1' })
    const theirs = await writeAsCustomer(test.url, {
      sessionId: 'same-session',
      text: 'Theirs',
      messageId: 'm1',
      channelKey: 'other',
    })
    expect(theirs.body).toMatchObject({ duplicate: false })
    expect(theirs.body.conversationId).not.toBe(mine.body.conversationId)
    expect(await codeOf(stranger.conversation.get.query({ id: theirs.body.conversationId }))).toBeNull()
  })
})

describe('signing in', () => {
  const tryPassword = (person: string, password: string) =>
    refusalOf(anonymous(test.url).auth.login.mutate({ email: `${person}@test.test`, password }))

  it('says the same of a wrong password and of nobody', async () => {
    expect(await tryPassword('second', 'wrong')).toEqual({ code: 'auth.invalid', details: undefined })
    expect(await tryPassword('nobody', 'wrong')).toEqual({ code: 'auth.invalid', details: undefined })
  })

  it('knows an e-mail however it is written', async () => {
    const { member } = await anonymous(test.url).auth.login.mutate({
      email: '  OWNER@Test.Test ',
      password: testPassword,
    })
    expect(member).toMatchObject({ email: 'owner@test.test', role: 'owner', tenantId: test.tenant.tenantId })
  })

  it('is locked after five wrong passwords, for a while, and the right one does not open it', async () => {
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect((await tryPassword('guest', 'wrong')).code, `attempt ${attempt}`).toBe('auth.invalid')
    }
    const { code, details } = await tryPassword('guest', testPassword)
    expect(code).toBe('auth.locked')
    expect(Date.parse(String(details?.until))).toBeGreaterThan(Date.now())
    await signInAs(test.url, 'owner')
  })

  it('is open again when the time is over, and counts anew', async () => {
    await letLockEnd('guest')
    await signInAs(test.url, 'guest')
    expect((await tryPassword('guest', 'wrong')).code).toBe('auth.invalid')
    await signInAs(test.url, 'guest')
  })

  it('is locked for longer by whoever goes on', async () => {
    const waits: number[] = []
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      await letLockEnd('viewer')
      await tryPassword('viewer', 'wrong')
      const { details } = attempt < 5 ? { details: undefined } : await tryPassword('viewer', 'wrong')
      if (details !== undefined)
        waits.push(Math.round((Date.parse(String(details.until)) - Date.now()) / 1000))
    }
    expect(waits).toHaveLength(3)
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0)
    expect(waits[2]).toBeGreaterThan(waits[1] ?? 0)
  })

  /** As if the time had passed. */
  async function letLockEnd(person: Person): Promise<void> {
    const { database } = test.server.services
    await database.withTenant(test.tenant.tenantId, async tx => {
      await sqlOf(tx).$executeRaw`SET LOCAL ROLE NONE`
      await sqlOf(tx).$executeRaw`UPDATE sign_in_locks SET locked_until = locked_until - interval '1 day'
        WHERE user_id = (SELECT id FROM users WHERE email = ${`${person}@test.test`})`
    })
  }
})

describe('a session', () => {
  const login = () =>
    anonymous(test.url).auth.login.mutate({ email: 'second@test.test', password: testPassword })
  const refresh = (refreshToken: string) => anonymous(test.url).auth.refresh.mutate({ refreshToken })

  it('goes on with a new pair for each refresh token, once', async () => {
    const first = await login()
    const next = await refresh(first.refreshToken)
    expect(next.refreshToken).not.toBe(first.refreshToken)
    expect(next.member).toEqual(first.member)
    const again = await refresh(next.refreshToken)
    expect(again.refreshToken).not.toBe(next.refreshToken)
  })

  it('ends when a spent token is shown again: somebody has a copy', async () => {
    const first = await login()
    const next = await refresh(first.refreshToken)
    expect(await codeOf(refresh(first.refreshToken))).toBe('auth.invalid')
    expect(await codeOf(refresh(next.refreshToken))).toBe('auth.invalid')
  })

  it('has one winner when one token is shown twice at once', async () => {
    const { refreshToken } = await login()
    const codes = await Promise.all([codeOf(refresh(refreshToken)), codeOf(refresh(refreshToken))])
    expect(codes.sort()).toEqual(['auth.invalid', null].sort())
  })

  it('ends by signing out, and signing out twice is the same', async () => {
    const { refreshToken } = await login()
    const logout = () => anonymous(test.url).auth.logout.mutate({ refreshToken })
    expect(await logout()).toEqual({ done: true })
    expect(await logout()).toEqual({ done: true })
    expect(await codeOf(refresh(refreshToken))).toBe('auth.invalid')
  })

  it('leaves the other sessions of the same person alone', async () => {
    const here = await login()
    const there = await login()
    await anonymous(test.url).auth.logout.mutate({ refreshToken: here.refreshToken })
    expect(await codeOf(refresh(there.refreshToken))).toBeNull()
  })

  it.each([
    'x'.repeat(43),
    'not base64url at all, but long enough',
    'torn',
    '',
    '\u0000',
    'x'.repeat(100_000),
  ])('is nothing to %j', async token => {
    expect(await codeOf(refresh(token))).toBe('auth.invalid')
  })

  it('lives in a cookie only the server can read, for browsers', async () => {
    const post = (path: string, cookie: string | null, body: unknown = {}) =>
      fetch(`${test.url}/trpc/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(cookie === null ? {} : { cookie }) },
        body: JSON.stringify(body),
      })
    const answer = await post('auth.login', null, { email: 'second@test.test', password: testPassword })
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(
      /^countersign_refresh=[\w-]{43}; Path=\/trpc; HttpOnly; SameSite=Strict; Max-Age=\d+$/,
    )
    const pair = cookie.split(';')[0] ?? ''
    const refreshed = await post('auth.refresh', pair)
    expect(refreshed.status).toBe(200)
    expect(refreshed.headers.get('set-cookie')).not.toBe(cookie)
    const out = await post('auth.logout', refreshed.headers.get('set-cookie')?.split(';')[0] ?? '')
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await post('auth.refresh', null)).status).toBe(401)
  })
})
