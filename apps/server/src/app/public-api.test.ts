import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ApiScope } from '@countersign/shared/api-key/api-key.contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sqlOf } from '../db/sql-of.ts'
import { seedSmallTenant } from '../testing/small-tenant.ts'
import {
  type ApiClient,
  codeOf,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'public-api-'))
let test: TestServer
let owner: ApiClient
let ownerToken: string
let conversationId: string
let everything: string

beforeAll(async () => {
  test = await startTestServer(dataDir)
  ;({ api: owner, token: ownerToken } = await signInAs(test.url, 'owner'))
  for (const turn of [1, 2, 3]) {
    const { body } = await writeAsCustomer(test.url, {
      sessionId: `api-customer-${turn}`,
      text: 'Can I return opened headphones?',
    })
    conversationId = body.conversationId
  }
  await test.server.drain(20_000)
  everything = await makeKey('conversation.read', 'customer.read', 'knowledge.read', 'knowledge.write')
}, 60_000)
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function makeKey(...scopes: ApiScope[]): Promise<string> {
  return (await owner.apiKey.create.mutate({ name: 'CRM', scopes })).secret
}

async function call(
  path: string,
  secret: string | null,
  init: { method?: string; body?: unknown } = {},
): Promise<{ status: number; code: string | undefined; body: Record<string, unknown> }> {
  const response = await fetch(`${test.url}/api/v1/${path}`, {
    method: init.method ?? 'GET',
    headers: {
      ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  })
  const body = (await response.json()) as { error?: { code: string } }
  return { status: response.status, code: body.error?.code, body: body as Record<string, unknown> }
}

describe('an API key', () => {
  it('shows its secret once, and afterwards only its end', async () => {
    const { key, secret } = await owner.apiKey.create.mutate({
      name: 'Reports',
      scopes: ['knowledge.read', 'conversation.read'],
      expiresAt: '2099-01-01T00:00:00Z',
    })
    expect(secret).toMatch(/^cs_live_[0-9a-f]{32}_[\w-]{43}$/)
    expect(key).toMatchObject({
      name: 'Reports',
      scopes: ['conversation.read', 'knowledge.read'],
      last4: secret.slice(-4),
      createdBy: 'owner',
      expiresAt: '2099-01-01T00:00:00.000Z',
      lastUsedAt: null,
      revokedAt: null,
    })
    const list = await owner.apiKey.list.query()
    expect(list.items.find(item => item.id === key.id)).toEqual(key)
    expect(JSON.stringify(list)).not.toContain(secret.slice(41))
    const stored = await test.server.services.database.withTenant(
      test.tenant.tenantId,
      tx =>
        sqlOf(tx).$queryRaw<object[]>`SELECT to_jsonb(k) AS row FROM api_keys k WHERE id = ${key.id}::uuid`,
    )
    expect(JSON.stringify(stored)).not.toContain(secret.slice(41))
  })

  it('is made by those who may, with an end that is still to come', async () => {
    const operator = (await signInAs(test.url, 'operator')).api
    const wish = { name: 'Mine', scopes: ['conversation.read' as const] }
    expect(await codeOf(operator.apiKey.create.mutate(wish))).toBe('auth.forbidden')
    expect(await codeOf(operator.apiKey.list.query())).toBe('auth.forbidden')
    expect(await codeOf(owner.apiKey.create.mutate({ ...wish, expiresAt: '2020-01-01T00:00:00Z' }))).toBe(
      'input.invalid',
    )
  })

  it('remembers when it was used, to the minute', async () => {
    const { key, secret } = await owner.apiKey.create.mutate({ name: 'Used', scopes: ['knowledge.read'] })
    const lastUsed = async () =>
      (await owner.apiKey.list.query()).items.find(item => item.id === key.id)?.lastUsedAt
    await call('knowledge/search?text=returns', secret)
    const first = await lastUsed()
    expect(first).toEqual(expect.any(String))
    await call('knowledge/search?text=returns', secret)
    expect(await lastUsed()).toBe(first)
  })

  it('gets one answer for every way of not being good', async () => {
    const revoked = await owner.apiKey.create.mutate({ name: 'Old', scopes: ['conversation.read'] })
    await owner.apiKey.revoke.mutate({ id: revoked.key.id })
    expect(await owner.apiKey.revoke.mutate({ id: revoked.key.id })).toMatchObject({
      revokedAt: expect.any(String),
    })
    const expired = await owner.apiKey.create.mutate({
      name: 'Past',
      scopes: ['conversation.read'],
      expiresAt: '2099-01-01T00:00:00Z',
    })
    await test.server.services.database.withTenant(
      test.tenant.tenantId,
      tx => sqlOf(tx).$executeRaw`UPDATE api_keys SET expires_at = now() WHERE id = ${expired.key.id}::uuid`,
    )
    const good = await makeKey('conversation.read')
    const other = await makeKey('conversation.read')
    const answers = []
    for (const secret of [
      null,
      'cs_live_',
      'x'.repeat(200),
      ownerToken,
      revoked.secret,
      expired.secret,
      `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`,
      `${good}A`,
      // One key's name with another's secret.
      good.slice(0, 41) + other.slice(41),
    ]) {
      answers.push(await call('conversations', secret))
    }
    for (const answer of answers) {
      expect(answer).toEqual({ status: 401, code: 'auth.invalid', body: answers[0]?.body })
    }
    expect((await call('conversations', good)).status).toBe(200)
  })

  it('never opens the console’s API, nor a session the public one', async () => {
    const response = await fetch(`${test.url}/trpc/conversation.list`, {
      headers: { authorization: `Bearer ${everything}` },
    })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: { data: { code: 'auth.invalid' } } })
    expect((await call('conversations', ownerToken)).status).toBe(401)
  })

  it('opens exactly the routes of its scopes', async () => {
    const routes: [ApiScope, string, { method?: string; body?: unknown }][] = [
      ['conversation.read', 'conversations', {}],
      ['conversation.read', `conversations/${conversationId}`, {}],
      ['knowledge.read', 'knowledge/search?text=returns', {}],
      [
        'knowledge.write',
        `knowledge/${crypto.randomUUID()}`,
        { method: 'PUT', body: { title: 'T', text: 'Text' } },
      ],
    ]
    for (const scope of [
      'conversation.read',
      'knowledge.read',
      'knowledge.write',
      'customer.read',
    ] as const) {
      const secret = await makeKey(scope)
      for (const [needed, path, init] of routes) {
        const { status, code } = await call(path, secret, init)
        if (needed === scope) expect([path, code]).not.toEqual([path, 'auth.forbidden'])
        else expect([path, status, code]).toEqual([path, 403, 'auth.forbidden'])
      }
    }
  })
})

describe('the public routes', () => {
  it('list conversations page by page', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`
      const { status, body } = await call(`conversations?limit=2${query}`, everything)
      expect(status).toBe(200)
      seen.push(...(body.items as { id: string }[]).map(item => item.id))
      cursor = body.nextCursor as string | null
    } while (cursor !== null)
    const { items } = await owner.conversation.list.query({})
    expect(seen).toEqual(items.map(item => item.id))
  })

  it('name the customer only to a key that may know them', async () => {
    const without = await makeKey('conversation.read')
    const list = await call('conversations', without)
    expect((list.body.items as { customerName: unknown }[]).every(item => item.customerName === null)).toBe(
      true,
    )
    const one = await call(`conversations/${conversationId}`, without)
    expect(one.body).toMatchObject({ customer: null, conversation: { id: conversationId } })
    expect((await call(`conversations/${conversationId}`, everything)).body).toMatchObject({
      customer: { id: expect.any(String), name: expect.any(String) },
    })
  })

  it('find passages as the drafts do', async () => {
    const { body } = await call('knowledge/search?text=return%20opened%20headphones&limit=3', everything)
    const own = await owner.knowledge.search.query({ text: 'return opened headphones', limit: 3 })
    const fields = ({ chunkId, documentId, title, text, score }: (typeof own.hits)[number]) => ({
      chunkId,
      documentId,
      title,
      text,
      score,
    })
    expect(own.hits).not.toEqual([])
    expect(body).toEqual({ hits: own.hits.map(fields) })
  })

  it('replace an article, findable at once, with the key named in the trail', async () => {
    const { id } = await owner.knowledge.upsert.mutate({ title: 'Parking', text: 'There is no parking.' })
    const { key, secret } = await owner.apiKey.create.mutate({ name: 'Wiki', scopes: ['knowledge.write'] })
    const changed = await call(`knowledge/${id}`, secret, {
      method: 'PUT',
      body: { title: 'Parking', text: 'Park behind the bakery on weekdays.' },
    })
    expect(changed).toMatchObject({ status: 200, body: { id } })
    const { body } = await call('knowledge/search?text=where%20to%20park%20bakery', everything)
    expect(JSON.stringify(body)).toContain('behind the bakery')
    const lines = await test.server.services.database.withTenant(
      test.tenant.tenantId,
      tx => sqlOf(tx).$queryRaw<{ kind: string; by: string }[]>`
        SELECT actor_kind::text AS kind, actor_id AS by FROM audit_events
        WHERE entity_id = ${id}::uuid AND action = 'knowledge_updated'`,
    )
    expect(lines).toEqual([{ kind: 'api_key', by: key.id }])
  })

  it('answer for another tenant’s ids as for none', async () => {
    const other = await seedSmallTenant(test.server.services, 'other')
    const { body } = await writeAsCustomer(test.url, {
      sessionId: 'other-customer',
      text: 'Hello?',
      channelKey: other.channelKey,
    })
    const stranger = (await signInAs(test.url, 'owner@other.test')).api
    const { id } = await stranger.knowledge.upsert.mutate({
      title: 'Secret',
      text: 'Nobody else may read this.',
    })
    const put = { method: 'PUT', body: { title: 'T', text: 'Text' } }
    const nobody = crypto.randomUUID()
    expect(await call(`conversations/${body.conversationId}`, everything)).toEqual(
      await call(`conversations/${nobody}`, everything),
    )
    expect(await call(`knowledge/${id}`, everything, put)).toEqual(
      await call(`knowledge/${nobody}`, everything, put),
    )
    expect(await call(`knowledge/${nobody}`, everything, put)).toMatchObject({
      status: 404,
      code: 'knowledge.not_found',
    })
    expect(JSON.stringify((await call('conversations', everything)).body)).not.toContain(body.conversationId)
  })

  it('refuse what does not fit in one shape', async () => {
    for (const [path, init] of [
      ['conversations?limit=0', {}],
      ['conversations?cursor=x', {}],
      ['conversations/not-an-id', {}],
      ['knowledge/search', {}],
      [`knowledge/${crypto.randomUUID()}`, { method: 'PUT', body: { title: '' } }],
      [`knowledge/${crypto.randomUUID()}`, { method: 'PUT' }],
    ] as const) {
      const answer = await call(path, everything, init)
      expect([path, answer.status, answer.code]).toEqual([path, 400, 'input.invalid'])
    }
  })
})
