import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sqlOf } from '../../db/sql-of.ts'
import { wake } from '../../db/wake.ts'
import { readMails } from '../../testing/read-mails.ts'
import { type SmallTenant, seedSmallTenant, testPassword } from '../../testing/small-tenant.ts'
import { anonymous, apiOf, codeOf, startTestServer, type TestServer } from '../../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'sessions-'))
const noId = '019a0000-0000-7000-8000-00000000dead'
const browser = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
let test: TestServer
let tenants = 0
let tenant: SmallTenant
let other: SmallTenant
const sockets: Socket[] = []

beforeAll(async () => {
  test = await startTestServer(dataDir)
  other = await seedSmallTenant(test.server.services, 'other')
})
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect()
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A tenant of the test's own, so that what is ended in it ends nothing elsewhere. */
async function freshTenant(): Promise<SmallTenant & { name: string }> {
  tenants += 1
  const name = `fresh-${tenants}`
  tenant = await seedSmallTenant(test.server.services, name)
  return { ...tenant, name }
}
const login = (email: string) => anonymous(test.url).auth.login.mutate({ email, password: testPassword })
const refresh = (refreshToken: string) => anonymous(test.url).auth.refresh.mutate({ refreshToken })
const me = (accessToken: string) => codeOf(apiOf(test.url, accessToken).auth.me.query())

/** As the owner of the database. */
const alter = (sql: string, ...values: unknown[]) =>
  test.server.services.database.withPlatform(async tx => {
    await sqlOf(tx).$executeRaw`SET LOCAL ROLE NONE`
    await sqlOf(tx).$executeRawUnsafe(sql, ...values)
  })

function connect(token: string): Promise<{ socket: Socket; ended: Promise<string> } | { code: string }> {
  const socket = io(test.url, {
    auth: { token },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  })
  sockets.push(socket)
  const ended = new Promise<string>(resolve => socket.on('disconnect', reason => resolve(reason)))
  return new Promise(resolve => {
    socket.once('connect', () => resolve({ socket, ended }))
    socket.once('connect_error', error =>
      resolve({ code: String((error as Error & { data?: { code?: string } }).data?.code) }),
    )
  })
}
async function connected(token: string) {
  const answer = await connect(token)
  if ('code' in answer) throw new Error(answer.code)
  return answer
}

const payload = (accessToken: string) =>
  JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as { sessionId: string }

describe('devices', () => {
  it('are listed with where and when, this one first, and nobody else’s', async () => {
    const { name } = await freshTenant()
    const one = await login(`owner@${name}.test`)
    await login(`operator@${name}.test`)
    const response = await fetch(`${test.url}/trpc/auth.login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': browser },
      body: JSON.stringify({ email: `owner@${name}.test`, password: testPassword }),
    })
    expect(response.status).toBe(200)
    const { sessions } = await apiOf(test.url, one.accessToken).session.list.query()
    expect(sessions).toHaveLength(2)
    expect(sessions[0]).toMatchObject({
      id: payload(one.accessToken).sessionId,
      current: true,
      method: 'password',
    })
    expect(sessions[1]).toMatchObject({
      device: 'Firefox on Windows',
      address: '127.0.0.1',
      current: false,
      tenantName: name,
    })
    expect((await readMails(test, `owner@${name}.test`)).map(mail => mail.template)).toEqual(['new_device'])
  })

  it('are signed out one by one, at once, sockets included', async () => {
    const { name } = await freshTenant()
    const here = await login(`owner@${name}.test`)
    const there = await login(`owner@${name}.test`)
    const away = await connected(there.accessToken)
    const stays = await connected(here.accessToken)
    const { session } = apiOf(test.url, here.accessToken)
    expect(await session.revoke.mutate({ id: payload(there.accessToken).sessionId })).toEqual({ done: true })
    expect(await me(there.accessToken)).toBe('auth.invalid')
    expect(await codeOf(refresh(there.refreshToken))).toBe('auth.invalid')
    expect(await away.ended).toBe('io server disconnect')
    expect(await connect(there.accessToken)).toEqual({ code: 'auth.invalid' })
    expect(stays.socket.connected).toBe(true)
    expect(await codeOf(session.revoke.mutate({ id: payload(there.accessToken).sessionId }))).toBe(
      'session.not_found',
    )
  })

  it('are signed out all but this one', async () => {
    const { name } = await freshTenant()
    const here = await login(`owner@${name}.test`)
    const others = [await login(`owner@${name}.test`), await login(`owner@${name}.test`)]
    expect(await apiOf(test.url, here.accessToken).session.revokeOthers.mutate()).toEqual({ ended: 2 })
    for (const one of others) expect(await me(one.accessToken)).toBe('auth.invalid')
    expect(await me(here.accessToken)).toBeNull()
  })

  it('of somebody else are as good as none', async () => {
    const { name } = await freshTenant()
    const mine = await login(`owner@${name}.test`)
    const colleague = await login(`operator@${name}.test`)
    const { session } = apiOf(test.url, mine.accessToken)
    for (const id of [payload(colleague.accessToken).sessionId, noId]) {
      expect(await codeOf(session.revoke.mutate({ id }))).toBe('session.not_found')
    }
    expect(await me(colleague.accessToken)).toBeNull()
  })
})

describe('access that ends', () => {
  it.each<[string, (ids: SmallTenant) => Promise<void>]>([
    [
      'with the membership',
      ids => alter('UPDATE memberships SET disabled_at = now() WHERE id = $1::uuid', ids.members.operator),
    ],
    [
      'with the person',
      ids =>
        alter(
          'UPDATE users SET disabled_at = now() WHERE id = (SELECT user_id FROM memberships WHERE id = $1::uuid)',
          ids.members.operator,
        ),
    ],
    [
      'with the tenant',
      ids => alter("UPDATE tenants SET status = 'restricted' WHERE id = $1::uuid", ids.tenantId),
    ],
  ])('%s, counts at the next request, and drops open sockets', async (_name, end) => {
    const ids = await freshTenant()
    const pair = await login(`operator@${ids.name}.test`)
    const { ended } = await connected(pair.accessToken)
    expect(await me(pair.accessToken)).toBeNull()
    await end(ids)
    expect(await me(pair.accessToken)).toBe('auth.invalid')
    wake('sync')
    expect(await ended).toBe('io server disconnect')
    expect(await connect(pair.accessToken)).toEqual({ code: 'auth.invalid' })
    expect(await codeOf(refresh(pair.refreshToken))).toBe('auth.invalid')
    expect(await codeOf(login(`operator@${ids.name}.test`))).toBe('auth.invalid')
  })

  it('in part, with another role, counts at the next request, and sockets come back with it', async () => {
    const ids = await freshTenant()
    const pair = await login(`operator@${ids.name}.test`)
    const { ended } = await connected(pair.accessToken)
    const api = apiOf(test.url, pair.accessToken)
    expect(await codeOf(api.conversation.resolve.mutate({ id: noId }))).toBe('conversation.not_found')
    await alter("UPDATE memberships SET role = 'guest' WHERE id = $1::uuid", ids.members.operator)
    wake('sync')
    expect(await codeOf(api.conversation.resolve.mutate({ id: noId }))).toBe('auth.forbidden')
    expect(await ended).toBe('io server disconnect')
    expect(await connect(pair.accessToken)).toEqual({ code: 'auth.forbidden' })
    expect((await refresh(pair.refreshToken)).member.role).toBe('guest')
  })

  it('with its time drops the socket', async () => {
    const { name } = await freshTenant()
    const pair = await login(`operator@${name}.test`)
    const { sessionId } = payload(pair.accessToken)
    await alter("UPDATE sessions SET expires_at = now() + interval '1 second' WHERE id = $1::uuid", sessionId)
    const { ended } = await connected(pair.accessToken)
    expect(await ended).toBe('io server disconnect')
    expect(await me(pair.accessToken)).toBe('auth.invalid')
  })

  it('for idleness is not put off by a console that nobody sits at', async () => {
    const { name } = await freshTenant()
    const first = await login(`operator@${name}.test`)
    const { sessionId } = payload(first.accessToken)
    await alter("UPDATE sessions SET last_used_at = now() - interval '1 hour' WHERE id = $1::uuid", sessionId)
    const read = async () => {
      const { statement } = test.server.services.database
      const rows = await statement<{ used: Date; ends: Date }>(
        'SELECT last_used_at AS used, expires_at AS ends FROM list_own_sessions($1::uuid, now())',
        [first.member.userId],
      )
      return rows.map(({ used, ends }) => [used.getTime(), ends.getTime()])
    }
    const before = await read()
    const ask = async (headers: Record<string, string>) => {
      const asked = {
        'content-type': 'application/json',
        authorization: `Bearer ${first.accessToken}`,
        ...headers,
      }
      expect((await fetch(`${test.url}/trpc/auth.me`, { headers: asked })).status).toBe(200)
    }
    const swap = async (refreshToken: string, headers: Record<string, string>) => {
      const response = await fetch(`${test.url}/trpc/auth.refresh`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ refreshToken }),
      })
      return ((await response.json()) as { result: { data: { refreshToken: string } } }).result.data
        .refreshToken
    }
    await ask({ 'x-unattended': '1' })
    const second = await swap(first.refreshToken, { 'x-unattended': '1' })
    expect(await read()).toEqual(before)
    const third = await swap(second, {})
    const [[used = 0, ends = 0] = []] = await read()
    expect([used > (before[0]?.[0] ?? 0), ends > (before[0]?.[1] ?? 0)]).toEqual([true, true])
    await alter("UPDATE sessions SET last_used_at = now() - interval '1 hour' WHERE id = $1::uuid", sessionId)
    await ask({})
    const [[usedAgain = 0] = []] = await read()
    expect(usedAgain).toBeGreaterThanOrEqual(used)
    expect(await codeOf(refresh(third))).toBeNull()
  })

  it('by signing out drops the socket', async () => {
    const { name } = await freshTenant()
    const pair = await login(`operator@${name}.test`)
    const { ended } = await connected(pair.accessToken)
    await anonymous(test.url).auth.logout.mutate({ refreshToken: pair.refreshToken })
    expect(await ended).toBe('io server disconnect')
    expect(await me(pair.accessToken)).toBe('auth.invalid')
  })
})

describe('a refresh token', () => {
  it('of long ago ends the session', async () => {
    const { name } = await freshTenant()
    const first = await login(`owner@${name}.test`)
    let last = first
    for (let turn = 0; turn < 4; turn += 1) last = await refresh(last.refreshToken)
    const { ended } = await connected(last.accessToken)
    expect(await codeOf(refresh(first.refreshToken))).toBe('auth.invalid')
    expect(await codeOf(refresh(last.refreshToken))).toBe('auth.invalid')
    expect(await me(last.accessToken)).toBe('auth.invalid')
    expect(await ended).toBe('io server disconnect')
  })

  const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? ''
  const post = (path: string, headers: Record<string, string>, body: unknown = {}) =>
    fetch(`${test.url}/trpc/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const byBrowser = async () => {
    const { name } = await freshTenant()
    return cookieOf(await post('auth.login', {}, { email: `owner@${name}.test`, password: testPassword }))
  }

  it.each<[string, Record<string, string>]>([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' }],
    ['a neighbouring site', { 'sec-fetch-site': 'same-site' }],
    ['another site, of an older browser', { origin: 'https://evil.test' }],
    ['a page without an origin', { origin: 'null' }],
  ])('in a cookie is not taken from %s, and nothing happens to it', async (_name, headers) => {
    const cookie = await byBrowser()
    for (const path of ['auth.refresh', 'auth.logout']) {
      const response = await post(path, { cookie, ...headers })
      expect(response.status).toBe(403)
      expect(await response.json()).toMatchObject({ error: { data: { code: 'auth.csrf' } } })
      expect(response.headers.get('set-cookie')).toBeNull()
    }
    expect((await post('auth.refresh', { cookie })).status).toBe(200)
  })

  it.each<[string, (url: string) => Record<string, string>]>([
    ['its own pages', url => ({ 'sec-fetch-site': 'same-origin', origin: url })],
    ['its own pages, of an older browser', url => ({ origin: url })],
    ['a program', () => ({})],
  ])('in a cookie is taken from %s', async (_name, headers) => {
    const cookie = await byBrowser()
    const response = await post('auth.refresh', { cookie, ...headers(test.url) })
    expect(response.status).toBe(200)
    expect((await post('auth.logout', { cookie: cookieOf(response), ...headers(test.url) })).status).toBe(200)
  })
})

describe('somebody who works for two tenants', () => {
  it('goes from one to the other with the same session, and to no third', async () => {
    const ids = await freshTenant()
    const memberId = crypto.randomUUID()
    await alter(
      `INSERT INTO memberships (id, tenant_id, user_id, role)
       SELECT $1::uuid, $2::uuid, user_id, 'viewer' FROM memberships WHERE id = $3::uuid`,
      memberId,
      other.tenantId,
      ids.members.owner,
    )
    const pair = await login(`owner@${ids.name}.test`)
    const api = apiOf(test.url, pair.accessToken)
    const { tenants } = await api.auth.tenants.query()
    expect(tenants.map(one => [one.tenantId, one.role, one.current])).toEqual([
      [ids.tenantId, 'owner', true],
      [other.tenantId, 'viewer', false],
    ])
    const { ended } = await connected(pair.accessToken)
    for (const tenantId of [test.tenant.tenantId, noId]) {
      expect(await codeOf(api.auth.switchTenant.mutate({ tenantId }))).toBe('tenant.not_found')
    }
    const moved = await api.auth.switchTenant.mutate({ tenantId: other.tenantId })
    expect(moved.member).toMatchObject({ id: memberId, tenantId: other.tenantId, role: 'viewer' })
    expect(await ended).toBe('io server disconnect')
    expect(await me(pair.accessToken)).toBe('auth.expired')
    expect(await codeOf(refresh(pair.refreshToken))).toBe('auth.invalid')
    expect((await refresh(moved.refreshToken)).member.tenantId).toBe(other.tenantId)
    const { sessions } = await apiOf(test.url, moved.accessToken).session.list.query()
    expect(sessions).toHaveLength(1)
    await connected(moved.accessToken)
  })
})

it('notes when members were there, once a few minutes', async () => {
  const ids = await freshTenant()
  const pair = await login(`operator@${ids.name}.test`)
  const { sessionId } = payload(pair.accessToken)
  const seen = () =>
    test.server.services.database.withTenant(
      ids.tenantId,
      tx =>
        sqlOf(tx).$queryRaw<
          { count: number }[]
        >`SELECT count FROM user_activity WHERE tenant_id = ${ids.tenantId}::uuid`,
    )
  for (let turn = 0; turn < 5; turn += 1) await me(pair.accessToken)
  expect(await seen()).toEqual([{ count: 1 }])
  await alter(
    "UPDATE sessions SET last_used_at = now() - interval '6 minutes' WHERE id = $1::uuid",
    sessionId,
  )
  await Promise.all([1, 2, 3, 4, 5].map(() => me(pair.accessToken)))
  expect(await seen()).toEqual([{ count: 2 }])
})
