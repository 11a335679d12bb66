import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeAsCustomer } from '../../testing/test-server.ts'
import {
  bodyOf,
  consoleRoutes,
  isBuiltFile,
  type Place,
  type RouteCase,
  routeCases,
} from './route-cases.fixture.ts'
import { nobody, startTwoTenants, type TwoTenants } from './two-tenants.fixture.ts'

const victimSession = 'a-customer-of-the-victim'
const nowhere: Place = { id: () => nobody, sessionId: 'a-customer-of-nobody-00' }
let tenants: TwoTenants
let theirs: Place
let ownChannel: string
let before: string
const bodies: string[] = []

beforeAll(async () => {
  tenants = await startTwoTenants()
  const { test, victim, stranger } = tenants
  const channelKey = await readChannelKey(victim.channelId)
  ownChannel = await readChannelKey(stranger.channelId)
  await writeAsCustomer(test.url, {
    channelKey,
    sessionId: victimSession,
    messageId: 'victim-1',
    text: 'zanzibar',
  })
  // A draft that is made meanwhile would be a change of its own.
  await tenants.admin.query('DELETE FROM suggest_settles WHERE tenant_id = $1', [victim.tenantId])
  theirs = { id: tenants.victimIds, sessionId: victimSession }
  before = await tenants.digest()
})
afterAll(() => tenants?.close())

async function readChannelKey(id: string): Promise<string> {
  const { rows } = await tenants.admin.query<{ key: string }>('SELECT key FROM channels WHERE id = $1', [id])
  return rows[0]?.key ?? ''
}

const changing = ['date', 'x-request-id', 'content-length']
const madeIds = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

async function ask(route: string, place: Place, token: string | null) {
  const { ask, makesIds } = caseOf(route)
  const request = ask(place, ownChannel)
  const sent = bodyOf(request)
  const response = await fetch(`${tenants.test.url}${request.url}`, {
    ...sent,
    method: route.split(' ', 1)[0] ?? 'GET',
    redirect: 'manual',
    headers: { ...sent.headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
  })
  const text = await response.text()
  bodies.push(text)
  return {
    status: response.status,
    headers: Object.fromEntries([...response.headers].filter(([name]) => !changing.includes(name))),
    body: makesIds ? text.replace(madeIds, 'an id') : text,
  }
}

function caseOf(route: string): RouteCase {
  const found = routeCases[route]
  if (found === undefined) throw new Error(`${route} has no case`)
  return found
}

const naming = Object.keys(routeCases).filter(route => caseOf(route).names)

describe('the table of routes', () => {
  it('has every route there is, and no other', () => {
    const routes = tenants.routes.filter(route => !isBuiltFile(route))
    // Asking for the head of an answer is asking for the answer.
    const heads = routes.filter(route => route.startsWith('HEAD '))
    expect(heads.filter(head => !routes.includes(head.replace('HEAD', 'GET')))).toEqual([])
    const built = routes.includes('GET /app/*')
    const expected = Object.keys(routeCases).filter(route => built || !consoleRoutes.includes(route))
    expect(expected.sort()).toEqual(routes.filter(route => !heads.includes(route)))
  })

  it.each(naming)('%s: names something of a tenant', route => {
    const request = (place: Place) => JSON.stringify(caseOf(route).ask(place, ownChannel))
    expect(request(theirs)).not.toBe(request(nowhere))
  })
})

describe('a route', () => {
  it.each(naming)('%s: tells nobody what another tenant has', async route => {
    for (const token of [null, 'x'.repeat(40), tenants.apiKey, ...Object.values(tenants.tokens)]) {
      expect(await ask(route, theirs, token)).toEqual(await ask(route, nowhere, token))
    }
  })

  it.each(Object.keys(routeCases))('%s: holds nothing of a tenant for whoever just looks', async route => {
    const { status, body } = await ask(route, nowhere, null)
    // The console may not have been built.
    if (status !== 503 || route !== 'GET /app') expect(status).toBeLessThan(500)
    expect(tenants.findLeaks(body)).toEqual([])
  })
})

describe('a key of a program', () => {
  it('opens the routes of programs, and none of the procedures', async () => {
    const own: Place = { id: tenants.strangerIds, sessionId: 'a-customer-of-nobody-00' }
    expect((await ask('GET /api/v1/conversations/:id', own, tenants.apiKey)).status).toBe(200)
    expect((await ask('GET /trpc/:path', own, tenants.apiKey)).status).toBe(401)
    for (const token of Object.values(tenants.tokens)) {
      expect((await ask('GET /api/v1/conversations', own, token)).status).toBe(401)
    }
  })

  it.each(['GET /api/v1/conversations', 'GET /api/v1/knowledge/search'])(
    '%s: shows what is its tenant’s alone',
    async route => {
      const { status, body } = await ask(route, nowhere, tenants.apiKey)
      expect(status).toBe(200)
      expect(tenants.findLeaks(body)).toEqual([])
    },
  )
})

describe('the other tenant, after all of this', () => {
  it('is as it was', async () => {
    expect(await tenants.digest()).toBe(before)
  })

  it('is in no answer', () => {
    expect(bodies.flatMap(body => tenants.findLeaks(body))).toEqual([])
  })

  it('is still there for its own customer', async () => {
    const channelKey = await readChannelKey(tenants.victim.channelId)
    const url = `${tenants.test.url}/channels/webchat/${channelKey}/messages?sessionId=${victimSession}`
    expect(await (await fetch(url)).text()).toContain('zanzibar')
  })
})
