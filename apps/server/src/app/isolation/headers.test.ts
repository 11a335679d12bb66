import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testPassword } from '../../testing/small-tenant.ts'
import { bodyOf, isBuiltFile, routeCases } from './route-cases.fixture.ts'
import { nobody, startTwoTenants, type TwoTenants } from './two-tenants.fixture.ts'

/** One server people reach by http, and one they reach by https through a proxy. */
let plain: TwoTenants
let https: TwoTenants

beforeAll(async () => {
  plain = await startTwoTenants()
  https = await startTwoTenants({ PUBLIC_URL: 'https://desk.example.test' })
})
afterAll(async () => {
  await plain?.close()
  await https?.close()
})

const evil = 'https://evil.example'
const place = { id: () => nobody, sessionId: 'a-customer-of-nobody-00' }

/** Of every route an answer that goes well or not, and answers that no route gives. */
function requestsOf(tenants: TwoTenants): [string, string, RequestInit][] {
  const json = { 'content-type': 'application/json', origin: evil }
  const cases = Object.entries(routeCases).map(([route, { ask }]): [string, string, RequestInit] => {
    const request = ask(place, 'test')
    const { headers, ...sent } = bodyOf(request)
    const method = route.split(' ', 1)[0] ?? 'GET'
    return [route, request.url, { method, headers: { ...headers, origin: evil }, ...sent }]
  })
  const built = tenants.routes
    .filter(route => route.startsWith('GET ') && isBuiltFile(route))
    .map((route): [string, string, RequestInit] => [route, route.slice(4), { headers: json }])
  const posted = (name: string, url: string, body: string): [string, string, RequestInit] => [
    name,
    url,
    { method: 'POST', headers: json, body },
  ]
  return [
    ...cases,
    ...built,
    ['an unknown address', '/nothing/here', { headers: json }],
    ['an unknown method', '/healthz', { method: 'DELETE', headers: { origin: evil } }],
    ['an address that cannot be read', '/%ff', { headers: json }],
    ['a name that is too long', `/trpc/${'x'.repeat(3000)}`, { headers: json }],
    ['an unknown procedure', '/trpc/no.such', { headers: json }],
    posted('half a JSON, for a procedure', '/trpc/auth.login', '{"email":'),
    posted('half a JSON, from a customer', '/channels/webchat/test/messages', '{"text":'),
    posted('too much', '/trpc/auth.login', JSON.stringify({ pad: 'x'.repeat(1_100_000) })),
    posted('a wrong password', '/trpc/auth.login', JSON.stringify({ email: 'a@b.test', password: 'wrong' })),
  ]
}

/** What a directive may say. One that is left out falls back to the first, if it is of those that do. */
const policy: Readonly<Record<string, RegExp>> = {
  'default-src': /^'none'$/,
  'script-src': /^('self')?$/,
  'style-src': /^('self')?$/,
  'base-uri': /^'(self|none)'$/,
  'form-action': /^'(self|none)'$/,
  'frame-ancestors': /^'none'$/,
}

describe.each([['http'], ['https']])('over %s', kind => {
  const tenants = () => (kind === 'http' ? plain : https)

  it('every answer is told how it may be used', async () => {
    const wrong: string[] = []
    for (const [name, url, init] of requestsOf(tenants())) {
      const { headers, status } = await fetch(`${tenants().test.url}${url}`, { ...init, redirect: 'manual' })
      const expectThat = (holds: boolean, what: string) => {
        if (!holds) wrong.push(`${name} (${status}): ${what}`)
      }
      const csp = new Map(
        (headers.get('content-security-policy') ?? '').split(';').map(part => {
          const [directive = '', ...values] = part.trim().split(' ')
          return [directive, values.join(' ')]
        }),
      )
      for (const [directive, value] of Object.entries(policy)) {
        expectThat(value.test(csp.get(directive) ?? ''), `${directive} is ${csp.get(directive)}`)
      }
      expectThat(!/unsafe|\*/.test([...csp.values()].join(' ')), 'the policy has a hole')
      expectThat(headers.get('x-content-type-options') === 'nosniff', 'its type may be guessed')
      expectThat(headers.get('referrer-policy') === 'no-referrer', 'referrers are sent')
      expectThat(headers.get('cross-origin-opener-policy') === 'same-origin', 'openers are kept')
      expectThat(headers.get('x-powered-by') === null && headers.get('server') === null, 'it names its maker')
      const shared = headers.get('cross-origin-resource-policy') === 'cross-origin'
      expectThat(shared === (name === 'GET /widget.js'), 'the resource policy is not the one of its kind')
      const secure = headers.get('strict-transport-security')
      expectThat((secure !== null) === (kind === 'https'), `strict transport security is ${secure}`)
      expectThat(
        kind === 'http' || Number(/max-age=(\d+)/.exec(secure ?? '')?.[1]) >= 31_536_000,
        'https is not kept for a year',
      )
      if (url.startsWith('/trpc/') || url.startsWith('/channels/')) {
        expectThat(headers.get('cache-control') === 'no-store', 'it may be kept by a cache')
      }
    }
    expect(wrong).toEqual([])
  })

  it('no answer shows where it was made', async () => {
    const telling: string[] = []
    for (const [name, url, init] of requestsOf(tenants())) {
      // Scripts are made of such words.
      if (/assets|widget[.]js/.test(url)) continue
      const answer = await fetch(`${tenants().test.url}${url}`, { ...init, redirect: 'manual' })
      const body = await answer.text()
      if (/\bat .*:\d+:\d+|node_modules|\.ts:\d+|"stack"|fastify|prisma|postgres|SELECT |zod/i.test(body))
        telling.push(name)
    }
    expect(telling).toEqual([])
  })

  it('only what any site may use says so, and nothing with cookies', async () => {
    const open: string[] = []
    for (const [name, url, init] of requestsOf(tenants())) {
      const { headers } = await fetch(`${tenants().test.url}${url}`, { ...init, redirect: 'manual' })
      if (headers.get('access-control-allow-credentials') !== null) open.push(`${name}: credentials`)
      const allowed = headers.get('access-control-allow-origin')
      const forAnySite = url.startsWith('/channels/webchat/') || url === '/widget.js'
      if (forAnySite ? allowed !== '*' : allowed !== null) open.push(`${name}: ${allowed}`)
    }
    expect(open).toEqual([])
  })

  it('a cookie is for this server, for no script and for no other site', async () => {
    const login = await fetch(`${tenants().test.url}/trpc/auth.login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'owner@test.test', password: testPassword }),
    })
    const cookies = login.headers.getSetCookie()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) {
      const attributes = cookie.split('; ').slice(1)
      expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict']))
      expect(attributes.includes('Secure')).toBe(kind === 'https')
      expect(attributes.filter(one => one.startsWith('Domain'))).toEqual([])
    }
  })
})

describe('the console of the desktop', () => {
  it('may call procedures from its own origin, and no look-alike may', async () => {
    const allowedTo = async (origin: string) => {
      const answer = await fetch(`${plain.test.url}/trpc/auth.me`, { headers: { origin } })
      return answer.headers.get('access-control-allow-origin')
    }
    expect(await allowedTo('app://console')).toBe('app://console')
    for (const origin of ['null', evil, 'app://console.evil.example', 'app://console2', plain.test.url])
      expect(await allowedTo(origin)).toBe(null)
  })
})
