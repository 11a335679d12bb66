import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTRPCClient, httpLink } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AppRouter } from '../../app/root-router.ts'
import { sqlOf } from '../../db/sql-of.ts'
import { seedSmallTenant } from '../../testing/small-tenant.ts'
import {
  type ApiClient,
  anonymous,
  codeOf,
  signInAs,
  startTestServer,
  type TestServer,
} from '../../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'invites-'))
let test: TestServer
let owner: ApiClient
let people = 0
const newAddress = () => `new-person-${++people}@elsewhere.test`
const password = 'three green kettles sing'

beforeAll(async () => {
  test = await startTestServer(dataDir)
  owner = (await signInAs(test.url, 'owner')).api
}, 60_000)
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const withToken = (token: string) =>
  createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${test.url}/trpc`, headers: { authorization: `Bearer ${token}` } })],
  })

/** The mails an address has got, newest first. */
async function mailsTo(email: string): Promise<{ content: { template: string; link?: string } }[]> {
  await test.server.drain(20_000)
  const response = await fetch(`${test.url}/dev/mail.json?to=${encodeURIComponent(email)}`)
  return ((await response.json()) as { mails: never[] }).mails
}

async function tokenMailedTo(email: string): Promise<string> {
  const [mail] = await mailsTo(email)
  const token = new URL(mail?.content.link ?? '').searchParams.get('token')
  if (token === null) throw new Error('no token was mailed')
  return token
}

describe('an invitation', () => {
  it('tells who asks, makes a new person a member with a verified account, and signs them in', async () => {
    const email = newAddress()
    const invite = await owner.team.invite.mutate({ email: ` ${email.toUpperCase()} `, role: 'manager' })
    expect(invite).toMatchObject({ email, role: 'manager', status: 'open', invitedBy: 'owner' })
    const token = await tokenMailedTo(email)
    expect(await anonymous(test.url).auth.describeInvite.mutate({ token })).toEqual({
      tenantName: 'test',
      email,
      role: 'manager',
      invitedBy: 'owner',
      expiresAt: invite.expiresAt,
      accountExists: false,
    })
    const pair = await anonymous(test.url).auth.acceptInvite.mutate({ token, name: 'Nora', password })
    expect(pair.member).toMatchObject({ email, name: 'Nora', role: 'manager', tenantName: 'test' })
    const { members } = await withToken(pair.accessToken).team.list.query()
    expect(members.map(member => member.email)).toContain(email)
    const again = await anonymous(test.url).auth.login.mutate({ email, password })
    expect(again.member.id).toBe(pair.member.id)
    const { items } = await owner.team.invites.query()
    expect(items.find(item => item.id === invite.id)?.status).toBe('accepted')
  })

  it('lets an existing person in by their session, and by their password alone', async () => {
    const other = newAddress()
    await owner.team.invite.mutate({ email: other, role: 'operator' })
    const first = await anonymous(test.url).auth.acceptInvite.mutate({
      token: await tokenMailedTo(other),
      name: 'Olga',
      password,
    })
    for (const [way, accept] of [
      ['password', (token: string) => anonymous(test.url).auth.acceptInvite.mutate({ token, password })],
      ['session', (token: string) => withToken(first.accessToken).auth.acceptInvite.mutate({ token })],
    ] as const) {
      const tenant = await addTenant(`second-${way}`)
      await tenant.owner.team.invite.mutate({ email: other, role: 'viewer' })
      const token = await tokenMailedTo(other)
      expect(await anonymous(test.url).auth.describeInvite.mutate({ token })).toMatchObject({
        accountExists: true,
      })
      // A stranger with the link, a wrong password, and somebody else's session get nowhere and spend nothing.
      expect(await codeOf(anonymous(test.url).auth.acceptInvite.mutate({ token, name: 'X' }))).toBe(
        'auth.invalid',
      )
      expect(await codeOf(anonymous(test.url).auth.acceptInvite.mutate({ token, password: 'wrong' }))).toBe(
        'auth.invalid',
      )
      expect(await codeOf(owner.auth.acceptInvite.mutate({ token }))).toBe('auth.invalid')
      const pair = await accept(token)
      expect(pair.member).toMatchObject({
        tenantName: `second-${way}`,
        role: 'viewer',
        userId: first.member.userId,
      })
    }
  })

  it('asks a new person for a name and a password before anything is stored', async () => {
    const email = newAddress()
    await owner.team.invite.mutate({ email, role: 'operator' })
    const token = await tokenMailedTo(email)
    expect(await codeOf(anonymous(test.url).auth.acceptInvite.mutate({ token }))).toBe('input.invalid')
    expect(await codeOf(anonymous(test.url).auth.acceptInvite.mutate({ token, name: 'N' }))).toBe(
      'input.invalid',
    )
    const weak = anonymous(test.url).auth.acceptInvite.mutate({ token, name: 'Nora', password: 'password1' })
    expect(await codeOf(weak)).toBe('auth.weak_password')
    expect(await anonymous(test.url).auth.describeInvite.mutate({ token })).toMatchObject({
      accountExists: false,
    })
  })

  it('gives one clear answer to every token that is not good, and changes nothing', async () => {
    const accept = (token: string) =>
      anonymous(test.url).auth.acceptInvite.mutate({ token, name: 'N', password })
    const describeIt = (token: string) => anonymous(test.url).auth.describeInvite.mutate({ token })
    const invite = async () => {
      const email = newAddress()
      const { id } = await owner.team.invite.mutate({ email, role: 'operator' })
      return { email, id, token: await tokenMailedTo(email) }
    }
    const used = await invite()
    await accept(used.token)
    const revoked = await invite()
    expect(await owner.team.revokeInvite.mutate({ id: revoked.id })).toMatchObject({ status: 'revoked' })
    expect(await owner.team.revokeInvite.mutate({ id: revoked.id })).toMatchObject({ status: 'revoked' })
    const resent = await invite()
    await owner.team.resendInvite.mutate({ id: resent.id })
    const before = await owner.team.list.query({ withDisabled: true })
    const bad = [
      '',
      'x',
      'x'.repeat(43),
      '\u0000',
      '../..',
      used.token,
      revoked.token,
      resent.token,
      `${resent.token}A`,
    ]
    for (const token of bad) {
      expect([token, await codeOf(accept(token)), await codeOf(describeIt(token))]).toEqual([
        token,
        'token.invalid',
        'token.invalid',
      ])
    }
    expect(await owner.team.list.query({ withDisabled: true })).toEqual(before)
    const newer = await tokenMailedTo(resent.email)
    expect(newer).not.toBe(resent.token)
    expect((await accept(newer)).member.email).toBe(resent.email)
  })

  it('renews the open one when the same address is invited again', async () => {
    const email = newAddress()
    const first = await owner.team.invite.mutate({ email, role: 'operator' })
    const earlier = await tokenMailedTo(email)
    const second = await owner.team.invite.mutate({ email, role: 'viewer' })
    expect(second).toMatchObject({ id: first.id, role: 'viewer' })
    expect(await codeOf(anonymous(test.url).auth.describeInvite.mutate({ token: earlier }))).toBe(
      'token.invalid',
    )
    expect((await owner.team.invites.query()).items.filter(item => item.email === email)).toHaveLength(1)
  })

  it('is refused for somebody who is in the team, for ownership, and to those who may not', async () => {
    expect(await codeOf(owner.team.invite.mutate({ email: 'viewer@test.test', role: 'operator' }))).toBe(
      'invite.already_member',
    )
    expect(await codeOf(owner.team.invite.mutate({ email: newAddress(), role: 'owner' }))).toBe(
      'auth.forbidden',
    )
    const operator = (await signInAs(test.url, 'operator')).api
    expect(await codeOf(operator.team.invite.mutate({ email: newAddress(), role: 'guest' }))).toBe(
      'auth.forbidden',
    )
    expect(await codeOf(owner.team.invite.mutate({ email: 'nobody', role: 'operator' }))).toBe(
      'input.invalid',
    )
  })

  it('of another tenant is one that does not exist', async () => {
    const invite = await owner.team.invite.mutate({ email: newAddress(), role: 'operator' })
    const stranger = await addTenant('stranger')
    for (const id of [invite.id, crypto.randomUUID()]) {
      expect(await codeOf(stranger.owner.team.resendInvite.mutate({ id }))).toBe('invite.not_found')
      expect(await codeOf(stranger.owner.team.revokeInvite.mutate({ id }))).toBe('invite.not_found')
    }
    expect((await stranger.owner.team.invites.query()).items).toEqual([])
  })

  it('ends when who sent it is shut out', async () => {
    const admin = await addAdmin()
    const email = newAddress()
    await admin.api.team.invite.mutate({ email, role: 'operator' })
    const token = await tokenMailedTo(email)
    await owner.team.disable.mutate({ memberId: admin.memberId, reason: 'Left the company' })
    expect(await codeOf(anonymous(test.url).auth.describeInvite.mutate({ token }))).toBe('token.invalid')
  })

  it('ends after seven days', async () => {
    const email = newAddress()
    const { id } = await owner.team.invite.mutate({ email, role: 'operator' })
    const token = await tokenMailedTo(email)
    const { database } = test.server.services
    await database.withTenant(
      test.tenant.tenantId,
      tx =>
        sqlOf(tx)
          .$executeRaw`UPDATE invites SET expires_at = expires_at - interval '7 days' WHERE id = ${id}::uuid`,
    )
    expect(await codeOf(anonymous(test.url).auth.describeInvite.mutate({ token }))).toBe('token.invalid')
    expect((await owner.team.invites.query()).items.find(item => item.id === id)?.status).toBe('expired')
    await owner.team.resendInvite.mutate({ id })
    expect(
      await anonymous(test.url).auth.describeInvite.mutate({ token: await tokenMailedTo(email) }),
    ).toMatchObject({ email })
  })
})

async function addAdmin(): Promise<{ api: ApiClient; memberId: string }> {
  const email = newAddress()
  await owner.team.invite.mutate({ email, role: 'admin' })
  const token = await tokenMailedTo(email)
  const pair = await anonymous(test.url).auth.acceptInvite.mutate({ token, name: 'Ada', password })
  return { api: withToken(pair.accessToken), memberId: pair.member.id }
}

async function addTenant(name: string): Promise<{ owner: ApiClient }> {
  await seedSmallTenant(test.server.services, name)
  return { owner: (await signInAs(test.url, `owner@${name}.test`)).api }
}
