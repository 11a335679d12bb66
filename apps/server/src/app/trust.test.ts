import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claimPlatform } from '../db/platform-admin.repo.ts'
import { createTenant } from '../features/identity/create-tenant.ts'
import { seedSmallTenant } from '../testing/small-tenant.ts'
import {
  type ApiClient,
  askAndWait,
  codeOf,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'trust-'))
let test: TestServer
let owner: ApiClient
let operator: ApiClient

beforeAll(async () => {
  test = await startTestServer(dataDir)
  await seedSmallTenant(test.server.services, 'other')
  owner = (await signInAs(test.url, 'owner')).api
  operator = (await signInAs(test.url, 'operator')).api
  const { userId } = await owner.auth.me.query()
  await test.server.services.database.withTenant(test.tenant.tenantId, tx =>
    claimPlatform(tx, userId, { reason: 'a test', id: crypto.randomUUID(), now: new Date() }),
  )
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const why = { reason: 'they asked for it' }

function connect(token: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = io(test.url, { auth: { token }, transports: ['websocket'], reconnection: false })
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', reject)
  })
}
const closed = (socket: Socket) =>
  new Promise<void>(resolve => (socket.disconnected ? resolve() : socket.once('disconnect', () => resolve())))

describe('looking after the installation', () => {
  it('is for those who may, as the database has it at that moment', async () => {
    const other = await signInAs(test.url, 'owner@other.test')
    expect(await operator.platform.me.query()).toEqual({ level: null })
    expect(await owner.platform.me.query()).toEqual({ level: 'owner' })
    expect(await codeOf(other.api.platform.tenants.query())).toBe('auth.forbidden')
    const { id } = (await owner.platform.users.query({ search: 'owner@other.test' })).items[0] ?? { id: '' }
    expect(await owner.platform.grantAdmin.mutate({ id, ...why })).toEqual({ changed: true })
    expect((await other.api.platform.tenants.query())?.items).toHaveLength(2)
    expect(await codeOf(other.api.platform.grantAdmin.mutate({ id, ...why }))).toBe('auth.forbidden')
    expect(await codeOf(other.api.platform.disableUser.mutate({ id, ...why }))).toBe('platform.self')
    await owner.platform.revokeAdmin.mutate({ id, ...why })
    expect(await codeOf(other.api.platform.tenants.query())).toBe('auth.forbidden')
    const { items } = await owner.platform.actions.query({ targetId: id })
    expect(items.map(item => [item.action, item.by?.name, item.previousState])).toEqual([
      ['admin_revoked', 'owner', { isAdmin: true, isOwner: false }],
      ['admin_granted', 'owner', { isAdmin: false, isOwner: false }],
    ])
  })

  it('shuts a tenant at once: requests, sockets and its customers', async () => {
    const { api, token } = await signInAs(test.url, 'operator@other.test')
    const socket = await connect(token)
    const { id } = (await owner.platform.tenants.query({ search: 'other' })).items[0] ?? { id: '' }
    expect(await owner.platform.restrictTenant.mutate({ id, ...why })).toEqual({ changed: true })
    expect(await codeOf(api.conversation.list.query())).toMatch(/^auth[.]/)
    await closed(socket)
    const message = { sessionId: 'a-customer-of-other', text: 'Hello', channelKey: 'other' }
    expect((await writeAsCustomer(test.url, message)).status).toBe(404)
    expect(await owner.platform.restrictTenant.mutate({ id, ...why })).toEqual({ changed: false })
    await owner.platform.reinstateTenant.mutate({ id, ...why })
    const again = await signInAs(test.url, 'operator@other.test')
    expect((await again.api.conversation.list.query()).items).toEqual([])
    expect((await writeAsCustomer(test.url, { ...message, messageId: 'again' })).status).toBe(202)
  })

  it('shuts a person out at once, and lets them in again', async () => {
    const { api, token } = await signInAs(test.url, 'second@other.test')
    const socket = await connect(token)
    const { id } = (await owner.platform.users.query({ search: 'second@other.test' })).items[0] ?? { id: '' }
    await owner.platform.disableUser.mutate({ id, ...why })
    expect(await codeOf(api.conversation.list.query())).toMatch(/^auth[.]/)
    await closed(socket)
    expect(await codeOf(signInAs(test.url, 'second@other.test'))).toMatch(/^auth[.]/)
    await owner.platform.enableUser.mutate({ id, ...why })
    await signInAs(test.url, 'second@other.test')
  })

  it('switches something off for everybody, and on again for one', async () => {
    const flag = { name: 'AI_SUGGESTIONS_ENABLED', ...why } as const
    const { tenantId } = test.tenant
    const isDrafted = async (session: string) => {
      const { body } = await writeAsCustomer(test.url, { sessionId: session, text: 'How long can I return?' })
      await test.server.drain(20_000)
      return (await operator.conversation.get.query({ id: body.conversationId })).suggestion !== null
    }
    expect(await isDrafted('flags-before')).toBe(true)
    await owner.platform.setFlag.mutate({ ...flag, tenantId: null, enabled: false })
    expect((await owner.policy.get.query()).flags).toMatchObject({ AI_SUGGESTIONS_ENABLED: false })
    expect(await isDrafted('flags-all-off')).toBe(false)
    await owner.platform.setFlag.mutate({ ...flag, tenantId, enabled: true })
    expect(await isDrafted('flags-own-on')).toBe(true)
    await owner.platform.setFlag.mutate({ ...flag, tenantId, enabled: null })
    expect(await isDrafted('flags-own-gone')).toBe(false)
    await owner.platform.setFlag.mutate({ ...flag, tenantId: null, enabled: null })
    expect(await isDrafted('flags-after')).toBe(true)
  })

  it('has a new tenant follow what is set for everybody', async () => {
    const { database } = test.server.services
    const id = crypto.randomUUID()
    const { userId } = await owner.auth.me.query()
    const of = { name: 'A new one', language: 'en', ownerUserId: userId } as const
    await database.withTenant(id, tx => createTenant(test.server.services, tx, of))
    const { items } = await owner.platform.flags.query({ tenantId: id })
    expect(items.flatMap(item => item.tenants)).toEqual([])
  })

  it('sets flags, and keeps what is not known or said to nobody', async () => {
    const id = '019a0000-0000-7000-8000-00000000dead'
    const flag = { name: 'RAG_ENABLED', tenantId: test.tenant.tenantId, enabled: false, ...why } as const
    expect(await owner.platform.setFlag.mutate(flag)).toEqual({ changed: true })
    const rag = (await owner.platform.flags.query()).items.find(item => item.name === 'RAG_ENABLED')
    expect(rag).toMatchObject({ enabled: true, tenants: [{ tenantName: 'test', enabled: false }] })
    expect(await codeOf(owner.platform.setFlag.mutate({ ...flag, tenantId: id }))).toBe('tenant.not_found')
    expect(await codeOf(owner.platform.setFlag.mutate({ ...flag, reason: ' ' }))).toBe('input.invalid')
    expect(await codeOf(owner.platform.setFlag.mutate({ ...flag, name: 'NO_FLAG' as never }))).toBe(
      'input.invalid',
    )
    expect(await codeOf(owner.platform.restrictTenant.mutate({ id, ...why }))).toBe('tenant.not_found')
    expect(await codeOf(owner.platform.unlockUser.mutate({ id, ...why }))).toBe('user.not_found')
    expect(await codeOf(owner.platform.users.query({ cursor: 'x' }))).toBe('input.invalid')
  })
})

describe('the trail', () => {
  it('tells who did what from where, a page at a time, and as a table', async () => {
    const thread = await askAndWait(test, operator, 'trail-customer', 'How long can I return a product?')
    const { id } = thread.conversation
    await operator.message.send.mutate({ conversationId: id, text: '=1+1', idempotencyKey: 'trail-key-1' })
    await operator.conversation.resolve.mutate({ id })
    const resolved = await owner.audit.list.query({ action: 'conversation_resolved' })
    expect(resolved.items).toMatchObject([
      {
        actor: { kind: 'member', memberId: test.tenant.members.operator, name: 'operator' },
        entityType: 'conversation',
        entityId: id,
        address: '127.0.0.1',
        userAgent: expect.any(String),
        requestId: expect.any(String),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ])
    expect((await owner.audit.list.query({ actorKind: 'ai' })).items.length).toBeGreaterThan(0)
    expect((await owner.audit.list.query({ actorId: test.tenant.members.second })).items).toEqual([])
    expect((await owner.audit.list.query({ to: '2000-01-01T00:00:00Z' })).items).toEqual([])
    const seen: number[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await owner.audit.list.query({ limit: 2, ...(cursor === undefined ? {} : { cursor }) })
      seen.push(...page.items.map(item => item.seq))
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect(new Set(seen).size).toBe(seen.length)
    const check = await owner.audit.check.query()
    expect(check).toMatchObject({ lines: seen.length, broken: null })
    const part = await owner.audit.export.mutate({ from: '2000-01-01T00:00:00Z' })
    expect(part.nextCursor).toBe(null)
    const table = parse(part.csv, { columns: true }) as Record<string, string>[]
    expect(table).toHaveLength(seen.length)
    expect(table.find(row => row.action === 'conversation_resolved')).toMatchObject({
      actor_name: 'operator',
    })
    expect((await owner.audit.list.query({ action: 'audit_exported' })).items).toHaveLength(1)
    expect(await codeOf(operator.audit.list.query())).toBe('auth.forbidden')
    expect(await codeOf(owner.audit.list.query({ cursor: 'nonsense' }))).toBe('input.invalid')
  })
})

describe('secrets', () => {
  it('are stored, listed without their values, survive a new master key and are revoked', async () => {
    const value = 'xoxb-very-secret-1234'
    const stored = await owner.secret.put.mutate({ name: 'SLACK_TOKEN', value })
    expect(stored).toMatchObject({ last4: '1234', replaced: false })
    const rotated = await owner.platform.rotateMasterKey.mutate(why)
    expect(rotated.secrets).toBe(1)
    const { items } = await owner.secret.list.query()
    expect(items).toMatchObject([{ name: 'SLACK_TOKEN', last4: '1234', createdBy: { name: 'owner' } }])
    expect(JSON.stringify(items)).not.toContain('very-secret')
    await owner.platform.putSecret.mutate({ name: 'SLACK_TOKEN', value: 'of the installation', ...why })
    expect((await owner.secret.list.query()).items).toHaveLength(1)
    expect((await owner.platform.secrets.query()).items).toMatchObject([
      { name: 'SLACK_TOKEN', revokedAt: null },
    ])
    await owner.secret.revoke.mutate({ id: stored.id })
    expect((await owner.secret.list.query()).items[0]?.revokedAt).not.toBe(null)
    expect(await codeOf(owner.secret.put.mutate({ name: 'lower', value }))).toBe('input.invalid')
    expect(await codeOf(operator.secret.list.query())).toBe('auth.forbidden')
  })
})

describe('erasing a customer', () => {
  it('takes the words out of every screen and stops the draft that waited', async () => {
    const thread = await askAndWait(test, operator, 'erased-customer', 'Can I return my unusual words?')
    const { suggestion, customer, conversation } = thread
    const exported = await owner.customer.export.mutate({ id: customer.id })
    expect(JSON.stringify(exported)).toContain('unusual words')
    expect(await codeOf(operator.customer.erase.mutate({ id: customer.id, ...why }))).toBe('auth.forbidden')
    const erased = await owner.customer.erase.mutate({ id: customer.id, reason: 'ticket 12' })
    expect(erased).toMatchObject({ alreadyErased: false, rows: { customers: 1 } })
    const after = await operator.conversation.get.query({ id: conversation.id })
    expect(JSON.stringify(after)).not.toContain('unusual words')
    expect(after.suggestion).toBe(null)
    if (suggestion !== null) {
      const decide = { id: suggestion.id, version: suggestion.version, idempotencyKey: 'erased-key-1' }
      expect(await codeOf(operator.suggestion.approve.mutate(decide))).toBe('suggestion.not_found')
    }
    const send = { conversationId: conversation.id, text: 'Hi', idempotencyKey: 'erased-key-2' }
    expect(await codeOf(operator.message.send.mutate(send))).toBe('conversation.not_found')
    expect((await operator.conversation.search.query({ text: 'unusual words' })).items).toEqual([])
    expect((await owner.customer.erase.mutate({ id: customer.id, ...why })).alreadyErased).toBe(true)
    expect(await owner.audit.check.query()).toMatchObject({ broken: null })
    // The same browser writes again: somebody new.
    const { body } = await writeAsCustomer(test.url, { sessionId: 'erased-customer', text: 'It is me again' })
    expect(body.conversationId).not.toBe(conversation.id)
  })
})
