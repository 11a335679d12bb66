import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { procedureLimits, rateLimits } from '../api/rate-limit/rate-limits.policy.ts'
import { signInAs, startTestServer, type TestServer } from '../testing/test-server.ts'
import { rootRouter } from './root-router.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'limits-'))
let test: TestServer
let ownerToken: string

beforeAll(async () => {
  test = await startTestServer(dataDir, { RATE_LIMITS: 'on' })
  ownerToken = (await signInAs(test.url, 'owner')).token
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const post = (sessionId: string, messageId: string) =>
  fetch(`${test.url}/channels/webchat/test/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // The same message: a duplicate is counted like any other.
    body: JSON.stringify({ sessionId, messageId, text: 'Hello' }),
  })

/** One request that carries a call several times. */
const call = (procedure: string, times: number, input: unknown = {}, token?: string) =>
  fetch(`${test.url}/trpc/${Array.from({ length: times }, () => procedure).join(',')}?batch=1`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(Object.fromEntries(Array.from({ length: times }, (_, at) => [at, input]))),
  })

describe('limits', () => {
  it('stop a session that writes too much, say for how long, and leave others alone', async () => {
    const statuses: number[] = []
    let refused: Response | undefined
    for (let sent = 0; sent < 310; sent += 1) {
      const response = await post('too-busy', 'm1')
      statuses.push(response.status)
      if (response.status === 429) refused ??= response
      else await response.arrayBuffer()
    }
    expect(statuses.filter(status => status === 202)).toHaveLength(300)
    expect(statuses.slice(300)).toEqual(Array.from({ length: 10 }, () => 429))
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused?.headers.get('ratelimit-remaining')).toBe('0')
    expect(refused?.headers.get('access-control-allow-origin')).toBe('*')
    expect(await refused?.json()).toEqual({
      error: { code: 'rate.limited', message: expect.any(String), issues: [] },
    })
    expect((await post('not-busy', 'm1')).status).toBe(202)
  })

  it('stop somebody who tries passwords, however many in one request, in words a tRPC client reads', async () => {
    // One was taken by signing in.
    expect((await call('auth.login', 29)).status).toBe(400)
    for (let tried = 0; tried < 30; tried += 1) {
      const response = await call('auth.login', 1)
      expect(response.status).toBe(400)
      expect(response.headers.get('ratelimit-limit')).toBe('60')
      expect(response.headers.get('ratelimit-remaining')).toBe(String(29 - tried))
    }
    const last = await call('auth.login', 1)
    expect(last.status).toBe(429)
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await last.json()).toMatchObject([
      {
        error: {
          data: {
            code: 'rate.limited',
            httpStatus: 429,
            details: { retryAfterSeconds: Number(last.headers.get('retry-after')) },
          },
        },
      },
    ])
    await expect(signInAs(test.url, 'operator')).rejects.toMatchObject({ data: { code: 'rate.limited' } })
    // On the way to a provider as well: it is the same door.
    for (const path of ['start', 'callback']) {
      expect((await fetch(`${test.url}/auth/oidc/${path}`)).status).toBe(429)
    }
  })

  it('answer the calls of one request that still fit, and refuse the rest', async () => {
    const { max } = rateLimits.invite_acceptance
    const response = await call('auth.describeInvite', max + 5, { token: 'x' })
    const answers = (await response.json()) as { error: { data: { code: string } } }[]
    const codes = answers.map(answer => answer.error.data.code)
    expect(codes.filter(code => code === 'token.invalid')).toHaveLength(max)
    expect(codes.filter(code => code === 'rate.limited')).toHaveLength(5)
  })

  it('count by tenant only those who may', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      expect((await call('team.invite', 50, { email: 'nobody', role: 'operator' })).status).toBe(401)
    }
    const response = await call(
      'team.invite',
      1,
      { email: 'someone@elsewhere.test', role: 'operator' },
      ownerToken,
    )
    expect(response.status).toBe(200)
    expect(response.headers.get('ratelimit-remaining')).toBe(String(rateLimits.invite.max - 1))
  })

  it('stop who guesses keys, and not who has one', async () => {
    const created = await call('apiKey.create', 1, { name: 'CRM', scopes: ['conversation.read'] }, ownerToken)
    const [{ result }] = (await created.json()) as [{ result: { data: { secret: string } } }]
    const ask = (secret: string) =>
      fetch(`${test.url}/api/v1/conversations`, { headers: { authorization: `Bearer ${secret}` } })
    const statuses: number[] = []
    for (let turn = 0; turn < rateLimits.api_key_guess.max + 3; turn += 1) {
      statuses.push((await ask(`cs_live_${turn}`)).status)
    }
    expect(statuses.filter(status => status === 401)).toHaveLength(rateLimits.api_key_guess.max)
    expect(statuses.slice(-3)).toEqual([429, 429, 429])
    const good = await ask(result.data.secret)
    expect(good.status).toBe(200)
    expect(good.headers.get('ratelimit-policy')).toBe('600;w=60')
    expect(good.headers.get('ratelimit-remaining')).toBe('599')
  })

  it('never stop the question whether the server is well', async () => {
    for (let asked = 0; asked < 50; asked += 1) {
      const response = await fetch(`${test.url}/healthz`)
      expect(response.status).toBe(200)
      expect(response.headers.get('ratelimit-limit')).toBe(null)
    }
  })

  it('name only procedures there are', () => {
    const procedures = Object.keys(rootRouter._def.procedures)
    expect(Object.keys(procedureLimits).filter(name => !procedures.includes(name))).toEqual([])
  })
})

describe('behind a proxy', () => {
  const guess = (url: string, from: string) =>
    fetch(`${url}/api/v1/conversations`, { headers: { authorization: 'Bearer x', 'x-forwarded-for': from } })
  const remaining = async (url: string, from: string) =>
    (await guess(url, from)).headers.get('ratelimit-remaining')

  it('believes where a request comes from only a proxy it was told of', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'limits-proxy-'))
    const proxied = await startTestServer(folder, { RATE_LIMITS: 'on', TRUSTED_PROXIES: '127.0.0.0/8' })
    try {
      const { max } = rateLimits.api_key_guess
      expect(await remaining(proxied.url, '192.0.2.1')).toBe(String(max - 1))
      expect(await remaining(proxied.url, '192.0.2.2')).toBe(String(max - 1))
      expect(await remaining(proxied.url, '192.0.2.1')).toBe(String(max - 2))
      // What was sent to the proxy is not the proxy's word.
      expect(await remaining(proxied.url, '198.51.100.9, 192.0.2.1')).toBe(String(max - 3))
    } finally {
      await proxied.server.close()
      rmSync(folder, { recursive: true, force: true })
    }
    // All of this address's guesses are spent, whoever it says it is.
    expect(await remaining(test.url, '192.0.2.1')).toBe('0')
  })
})
