import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTRPCClient, httpLink } from '@trpc/client'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AppRouter } from '../../app/root-router.ts'
import { sqlOf } from '../../db/sql-of.ts'
import { type NativePostgres, startNativePostgres } from '../../testing/native-postgres.ts'
import { type SmallTenant, seedSmallTenant, testPassword } from '../../testing/small-tenant.ts'
import {
  anonymous,
  codeOf,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../../testing/test-server.ts'

interface Place {
  readonly tenant: SmallTenant
  readonly name: string
}

// Concurrency is real only where several connections are; without a native database the rest still runs.
describe.each(['embedded', 'native'] as const)('a team, %s', kind => {
  const dataDir = mkdtempSync(join(tmpdir(), 'team-'))
  let native: NativePostgres | undefined
  let test: TestServer | undefined
  let count = 0

  beforeAll(async () => {
    if (kind === 'native') {
      native = await startNativePostgres()
      if (native.kind === 'absent') return
    }
    const database = native?.kind === 'started' ? { DATABASE_URL: await native.createDatabase() } : {}
    test = await startTestServer(dataDir, database)
  }, 60_000)
  afterAll(async () => {
    await test?.server.close()
    if (native?.kind === 'started') await native.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  /** A tenant of the test's own; its people as they sign in. */
  async function place(context: { skip(reason: string): never }): Promise<Place & { test: TestServer }> {
    if (test === undefined) {
      return context.skip(native?.kind === 'absent' ? native.reason : 'no server')
    }
    count += 1
    const name = `team-${count}`
    return { test, name, tenant: await seedSmallTenant(test.server.services, name) }
  }
  const signIn = (at: Place, person: string) =>
    signInAs((test as TestServer).url, `${person}@${at.name}.test`)

  async function setRole(at: Place, person: keyof SmallTenant['members'], role: string): Promise<void> {
    const { database } = (test as TestServer).server.services
    await database.withTenant(
      at.tenant.tenantId,
      tx => sqlOf(tx).$executeRaw`
        UPDATE memberships SET role = ${role}::member_role WHERE id = ${at.tenant.members[person]}::uuid`,
    )
  }
  async function activeOwners(at: Place): Promise<number> {
    const { database } = (test as TestServer).server.services
    const [row] = await database.withTenant(
      at.tenant.tenantId,
      tx => sqlOf(tx).$queryRaw<{ owners: number }[]>`
        SELECT count(*)::int AS owners FROM memberships
        WHERE tenant_id = ${at.tenant.tenantId}::uuid AND role = 'owner' AND disabled_at IS NULL`,
    )
    return row?.owners ?? 0
  }

  it('shows how its members stand to those who look after it, and names to everyone', async context => {
    const at = await place(context)
    const owner = (await signIn(at, 'owner')).api
    const operator = (await signIn(at, 'operator')).api
    await owner.team.disable.mutate({ memberId: at.tenant.members.second, reason: 'On leave' })
    const seen = await operator.team.list.query({ withDisabled: true })
    expect(seen.members.map(member => member.name)).toEqual(['guest', 'operator', 'owner', 'viewer'])
    expect(seen.members.every(member => member.standing === null)).toBe(true)
    const all = await owner.team.list.query({ withDisabled: true })
    const standing = (name: string) => all.members.find(member => member.name === name)?.standing
    expect(standing('second')).toMatchObject({ disabledReason: 'On leave', disabledAt: expect.any(String) })
    expect(standing('operator')).toMatchObject({
      lastSeenAt: expect.any(String),
      secondFactor: false,
      disabledAt: null,
    })
    expect(standing('viewer')).toMatchObject({ lastSeenAt: null })
    expect((await owner.team.list.query()).members.map(member => member.name)).not.toContain('second')
  })

  it('gives another role from the next request on', async context => {
    const at = await place(context)
    const owner = (await signIn(at, 'owner')).api
    const operator = (await signIn(at, 'operator')).api
    const memberId = at.tenant.members.operator
    expect(await codeOf(operator.team.invites.query())).toBe('auth.forbidden')
    expect(await owner.team.changeRole.mutate({ memberId, role: 'admin' })).toMatchObject({
      memberId,
      role: 'admin',
    })
    expect(await codeOf(operator.team.invites.query())).toBe(null)
    await owner.team.changeRole.mutate({ memberId, role: 'viewer' })
    expect(await codeOf(operator.team.invites.query())).toBe('auth.forbidden')
  })

  it('shuts a member out at once: requests, new tokens and open sockets', async context => {
    const at = await place(context)
    const owner = (await signIn(at, 'owner')).api
    const url = at.test.url
    const pair = await anonymous(url).auth.login.mutate({
      email: `operator@${at.name}.test`,
      password: testPassword,
    })
    const operator = createTRPCClient<AppRouter>({
      links: [httpLink({ url: `${url}/trpc`, headers: { authorization: `Bearer ${pair.accessToken}` } })],
    })
    const socket = io(url, {
      auth: { token: pair.accessToken },
      transports: ['websocket'],
      reconnection: false,
    })
    await once(socket, 'connect')
    const dropped = once(socket, 'disconnect')
    const memberId = at.tenant.members.operator
    await owner.team.disable.mutate({ memberId, reason: 'Left the company' })
    expect(await codeOf(operator.conversation.list.query())).toBe('auth.invalid')
    expect(await codeOf(anonymous(url).auth.refresh.mutate({ refreshToken: pair.refreshToken }))).toBe(
      'auth.invalid',
    )
    expect(await codeOf(signIn(at, 'operator'))).toBe('auth.invalid')
    await dropped
    expect(await owner.team.enable.mutate({ memberId })).toMatchObject({ standing: { disabledAt: null } })
    expect(await codeOf(signIn(at, 'operator'))).toBe(null)
  })

  it('gives back the open conversations of a member who is shut out', async context => {
    const at = await place(context)
    const owner = (await signIn(at, 'owner')).api
    const { body } = await writeAsCustomer(at.test.url, {
      sessionId: `${at.name}-customer`,
      text: 'Hello?',
      channelKey: at.tenant.channelKey,
    })
    await at.test.server.drain(20_000)
    const memberId = at.tenant.members.operator
    await owner.conversation.assign.mutate({ id: body.conversationId, memberId })
    await owner.team.disable.mutate({ memberId, reason: 'Left the company' })
    const { conversation } = await owner.conversation.get.query({ id: body.conversationId })
    expect(conversation.assignee).toBe(null)
  })

  it('transfers ownership for the right password, and tells both by mail', async context => {
    const at = await place(context)
    const owner = (await signIn(at, 'owner')).api
    const memberId = at.tenant.members.operator
    const transfer = (password: string) => owner.team.transferOwnership.mutate({ memberId, password })
    expect(await codeOf(transfer('not the password'))).toBe('auth.wrong_password')
    const { members } = await transfer(testPassword)
    const roleOf = (name: string) => members.find(member => member.name === name)?.role
    expect([roleOf('operator'), roleOf('owner')]).toEqual(['owner', 'admin'])
    expect(await codeOf(transfer(testPassword))).toBe('auth.forbidden')
    await at.test.server.drain(20_000)
    for (const person of ['owner', 'operator']) {
      const response = await fetch(`${at.test.url}/dev/mail.json?to=${person}@${at.name}.test`)
      const { mails } = (await response.json()) as { mails: { content: { template: string; to?: string } }[] }
      expect(
        mails.map(mail => mail.content).find(one => one.template === 'ownership_transferred'),
      ).toMatchObject({
        to: 'operator',
      })
    }
  })

  it('is closed to those above whom one would act, and to oneself', async context => {
    const at = await place(context)
    await setRole(at, 'second', 'admin')
    const { members } = at.tenant
    const owner = (await signIn(at, 'owner')).api
    const admin = (await signIn(at, 'second')).api
    const reason = 'No reason'
    expect(await codeOf(admin.team.disable.mutate({ memberId: members.owner, reason }))).toBe(
      'auth.forbidden',
    )
    expect(await codeOf(admin.team.changeRole.mutate({ memberId: members.owner, role: 'guest' }))).toBe(
      'auth.forbidden',
    )
    expect(await codeOf(admin.team.changeRole.mutate({ memberId: members.viewer, role: 'owner' }))).toBe(
      'auth.forbidden',
    )
    expect(await codeOf(owner.team.changeRole.mutate({ memberId: members.owner, role: 'admin' }))).toBe(
      'team.own_membership',
    )
    expect(await codeOf(owner.team.disable.mutate({ memberId: members.owner, reason }))).toBe(
      'team.own_membership',
    )
    const transfer = { memberId: members.viewer, password: testPassword }
    expect(await codeOf(admin.team.transferOwnership.mutate(transfer))).toBe('auth.forbidden')
  })

  it('answers for a member of another tenant as for nobody', async context => {
    const at = await place(context)
    const other = await place(context)
    const owner = (await signIn(at, 'owner')).api
    for (const memberId of [other.tenant.members.operator, crypto.randomUUID()]) {
      expect(await codeOf(owner.team.changeRole.mutate({ memberId, role: 'guest' }))).toBe('member.not_found')
      expect(await codeOf(owner.team.disable.mutate({ memberId, reason: 'No reason' }))).toBe(
        'member.not_found',
      )
      expect(await codeOf(owner.team.enable.mutate({ memberId }))).toBe('member.not_found')
      const transfer = { memberId, password: testPassword }
      expect(await codeOf(owner.team.transferOwnership.mutate(transfer))).toBe('member.not_found')
    }
  })

  it('keeps an owner when two owners turn on each other at once', async context => {
    const at = await place(context)
    await setRole(at, 'second', 'owner')
    const { members } = at.tenant
    const one = (await signIn(at, 'owner')).api
    const two = (await signIn(at, 'second')).api
    const codes = await Promise.all([
      codeOf(one.team.changeRole.mutate({ memberId: members.second, role: 'viewer' })),
      codeOf(two.team.disable.mutate({ memberId: members.owner, reason: 'A coup' })),
    ])
    expect(codes.filter(code => code === null)).toHaveLength(1)
    expect(await activeOwners(at)).toBe(1)
  })

  it('has one new owner when ownership is given to several at once', async context => {
    const at = await place(context)
    const { members } = at.tenant
    const owner = (await signIn(at, 'owner')).api
    const heirs = [members.operator, members.second, members.viewer]
    const codes = await Promise.all(
      heirs.map(memberId =>
        codeOf(owner.team.transferOwnership.mutate({ memberId, password: testPassword })),
      ),
    )
    expect(codes.filter(code => code === null)).toHaveLength(1)
    expect(await activeOwners(at)).toBe(1)
  })

  it('takes in one of those who come with one invitation at once', async context => {
    const at = await place(context)
    const owner = (await signIn(at, 'owner')).api
    const email = `raced@${at.name}.test`
    await owner.team.invite.mutate({ email, role: 'operator' })
    await at.test.server.drain(20_000)
    const response = await fetch(`${at.test.url}/dev/mail.json?to=${email}`)
    const { mails } = (await response.json()) as { mails: { content: { link: string } }[] }
    const token = new URL(mails[0]?.content.link ?? '').searchParams.get('token') ?? ''
    const codes = await Promise.all(
      Array.from({ length: 6 }, (_, turn) =>
        codeOf(
          anonymous(at.test.url).auth.acceptInvite.mutate({
            token,
            name: `N${turn}`,
            password: 'three green kettles sing',
          }),
        ),
      ),
    )
    expect(codes.filter(code => code === null)).toHaveLength(1)
    // Those who come after the winner's account is made find an account that is not theirs to open, or no invitation.
    expect(
      codes.filter(code => code !== null && code !== 'token.invalid' && code !== 'auth.invalid'),
    ).toEqual([])
    const { members } = await owner.team.list.query()
    expect(members.filter(member => member.email === email)).toHaveLength(1)
  })

  it('writes down who did what', async context => {
    const at = await place(context)
    const owner = (await signIn(at, 'owner')).api
    const memberId = at.tenant.members.viewer
    await owner.team.changeRole.mutate({ memberId, role: 'operator' })
    await owner.team.changeRole.mutate({ memberId, role: 'operator' })
    await owner.team.disable.mutate({ memberId, reason: 'On leave' })
    await owner.team.enable.mutate({ memberId })
    const lines = await auditOf(at, memberId)
    expect(lines).toEqual([
      ['member_role_changed', at.tenant.members.owner, { before: 'viewer', after: 'operator' }],
      ['member_disabled', at.tenant.members.owner, { reason: 'On leave' }],
      ['member_enabled', at.tenant.members.owner, {}],
    ])
  })

  function auditOf(at: Place, entityId: string) {
    const { database } = (test as TestServer).server.services
    return database.withTenant(at.tenant.tenantId, async tx => {
      const rows = await sqlOf(tx).$queryRaw<{ action: string; by: string; metadata: unknown }[]>`
        SELECT action, actor_id AS by, metadata FROM audit_events WHERE entity_id = ${entityId}::uuid
          AND action IN ('member_role_changed', 'member_disabled', 'member_enabled')
        ORDER BY created_at, id`
      return rows.map(row => [row.action, row.by, row.metadata])
    })
  }
})

function once(socket: Socket, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve())
    socket.once('connect_error', reject)
  })
}
