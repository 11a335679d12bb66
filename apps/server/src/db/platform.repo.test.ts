import { describe, expect, it, type TestContext } from 'vitest'
import {
  claimDueSettles,
  closeAbandonedRuns,
  countInFlight,
  describeMember,
  findEndedSnoozes,
  findSignIn,
  hasAnyTenant,
  leaseDueOutbound,
  nextOutboundDueAt,
  nextSettleDueAt,
  openSession,
  recordFailedSignIn,
  registerUser,
  releaseOutboundLeases,
  revokeSession,
  rotateSession,
  routeChannel,
} from './platform.repo.ts'
import { insertRow, seedTenantRows, type TenantRows } from './tenant-rows.fixture.ts'
import { type DatabaseKind, type Owner, refusal, useDatabase } from './use-database.fixture.ts'

const noon = new Date('2026-05-04T12:00:00.000Z')
const after = (ms: number) => new Date(noon.getTime() + ms)

describe.each<{ kind: DatabaseKind; owner: Owner }>([
  { kind: 'embedded', owner: 'superuser' },
  { kind: 'native', owner: 'superuser' },
  { kind: 'native', owner: 'landlord' },
])('across tenants, $kind, the owner is a $owner', ({ kind, owner }) => {
  const database = useDatabase(kind, owner)
  let count = 0
  /** Two tenants of their own for the test; what earlier tests left due is put away. */
  const prepare = async (context: TestContext) => {
    const { admin, open } = database(context)
    count += 1
    await admin.query(`
      DELETE FROM suggest_settles; UPDATE outbound_messages SET status = 'sent';
      UPDATE conversations SET status = 'active'; UPDATE suggest_runs SET status = 'finished'`)
    const one = await seedTenantRows(admin, `one-${count}`)
    const two = await seedTenantRows(admin, `two-${count}`)
    await admin.query("UPDATE suggest_runs SET status = 'finished'")
    const { rows } = await admin.query<{ email: string }>('SELECT email FROM users WHERE id = $1', [
      one.userId,
    ])
    return { admin, open, run: open.database.statement, one, two, email: rows[0]?.email ?? '' }
  }

  it('finds who signs in, with the strongest membership that is open', async context => {
    const { admin, run, one, two, email } = await prepare(context)
    expect(await findSignIn(run, 'nobody@x.test')).toBe(null)
    const found = { userId: one.userId, passwordHash: 'x', lockedUntil: null, disabledAt: null }
    expect(await findSignIn(run, email)).toEqual({ ...found, membershipId: one.memberId })
    const stronger = crypto.randomUUID()
    await insertRow(admin, 'memberships', {
      id: stronger,
      tenant_id: two.tenantId,
      user_id: one.userId,
      role: 'owner',
    })
    expect(await findSignIn(run, email)).toEqual({ ...found, membershipId: stronger })
    await admin.query("UPDATE tenants SET status = 'restricted' WHERE id = $1", [two.tenantId])
    expect(await findSignIn(run, email)).toEqual({ ...found, membershipId: one.memberId })
    await admin.query('UPDATE memberships SET disabled_at = now() WHERE id = $1', [one.memberId])
    expect(await findSignIn(run, email)).toEqual({ ...found, membershipId: null })
  })

  it('locks an account after five wrong passwords, longer each time, and forgets them at a sign-in', async context => {
    const { run, one, email } = await prepare(context)
    const locks: (number | null)[] = []
    for (let turn = 0; turn < 12; turn += 1) {
      await recordFailedSignIn(run, one.userId, noon)
      const at = (await findSignIn(run, email))?.lockedUntil ?? null
      locks.push(at === null ? null : (at.getTime() - noon.getTime()) / 1000)
    }
    expect(locks).toEqual([null, null, null, null, 15, 30, 60, 120, 240, 480, 900, 900])
    await openSession(run, session(one, 'hash', noon))
    expect((await findSignIn(run, email))?.lockedUntil).toBe(null)
    await recordFailedSignIn(run, one.userId, noon)
    expect((await findSignIn(run, email))?.lockedUntil).toBe(null)
  })

  it.for<[string, string]>([
    ['a membership that was ended', 'UPDATE memberships SET disabled_at = now() WHERE id = $1'],
    [
      'a person who was shut out',
      'UPDATE users SET disabled_at = now() WHERE id = (SELECT user_id FROM memberships WHERE id = $1)',
    ],
    [
      'a restricted tenant',
      "UPDATE tenants SET status = 'restricted' WHERE id = (SELECT tenant_id FROM memberships WHERE id = $1)",
    ],
  ])('does not describe a member of %s', async ([, change], context) => {
    const { admin, run, one, email } = await prepare(context)
    expect(await describeMember(run, one.memberId)).toMatchObject({
      tenantId: one.tenantId,
      email,
      role: 'operator',
    })
    await admin.query(change, [one.memberId])
    expect(await describeMember(run, one.memberId)).toBe(null)
  })

  it('swaps a refresh token once, and ends the session when it comes again', async context => {
    const { run, one } = await prepare(context)
    const hash = (name: string) => `${one.tenantId}-${name}`
    const opened = session(one, hash('a'), noon)
    await openSession(run, opened)
    const swapped = { sessionId: opened.id, membershipId: one.memberId }
    expect(await rotateSession(run, hash('a'), hash('b'), after(1), after(1000))).toEqual(swapped)
    expect(await rotateSession(run, hash('b'), hash('c'), after(2), after(1000))).toEqual(swapped)
    expect(await rotateSession(run, hash('b'), hash('d'), after(3), after(1000))).toBe(null)
    expect(await rotateSession(run, hash('c'), hash('e'), after(4), after(1000))).toBe(null)
  })

  it('swaps no token that has run out, was revoked or is unknown', async context => {
    const { run, one } = await prepare(context)
    const hash = (name: string) => `${one.tenantId}-${name}`
    await openSession(run, session(one, hash('old'), noon))
    expect(await rotateSession(run, hash('old'), hash('x'), after(2000), after(9000))).toBe(null)
    await openSession(run, session(one, hash('ended'), noon))
    await revokeSession(run, hash('ended'), noon)
    expect(await rotateSession(run, hash('ended'), hash('x'), noon, after(9000))).toBe(null)
    expect(await rotateSession(run, hash('unknown'), hash('x'), noon, after(9000))).toBe(null)
  })

  it('swaps a token for one of many who ask at once', async context => {
    const { run, one } = await prepare(context)
    const hash = (name: string | number) => `${one.tenantId}-${name}`
    await openSession(run, session(one, hash('a'), noon))
    const asked = await Promise.all(
      Array.from({ length: 10 }, (_, turn) => rotateSession(run, hash('a'), hash(turn), noon, after(1000))),
    )
    expect(asked.filter(answer => answer !== null)).toHaveLength(1)
  })

  it('registers a person once', async context => {
    const { run, one } = await prepare(context)
    const name = `new-${one.tenantId}`
    const user = { id: crypto.randomUUID(), username: name, email: `${name}@x.test`, name, passwordHash: 'y' }
    await registerUser(run, user)
    expect(await findSignIn(run, user.email)).toMatchObject({ userId: user.id, membershipId: null })
    expect(await refusal(registerUser(run, { ...user, id: crypto.randomUUID() }))).toBe('23505')
    expect(await hasAnyTenant(run)).toBe(true)
  })

  it('finds a channel by its key while it is open', async context => {
    const { admin, run, one } = await prepare(context)
    expect(await routeChannel(run, one.channelKey)).toEqual({
      tenantId: one.tenantId,
      channelId: one.channelId,
    })
    expect(await routeChannel(run, 'nobody')).toBe(null)
    await admin.query('UPDATE channels SET active = false WHERE id = $1', [one.channelId])
    expect(await routeChannel(run, one.channelKey)).toBe(null)
  })

  it('hands each due reply to one worker, and again when its lease is over', async context => {
    const { admin, run, one, two } = await prepare(context)
    expect(await nextOutboundDueAt(run)).toEqual(new Date('2100-01-01'))
    await admin.query("UPDATE outbound_messages SET next_attempt_at = $1 WHERE status = 'pending'", [noon])
    expect(await nextOutboundDueAt(run)).toEqual(noon)
    expect(await leaseDueOutbound(run, after(-1), after(1000), 10)).toEqual([])
    const leased = (
      await Promise.all([1, 1, 1, 1].map(limit => leaseDueOutbound(run, noon, after(1000), limit)))
    ).flat()
    expect(leased.map(row => row.tenantId).sort()).toEqual([one.tenantId, two.tenantId].sort())
    expect(await leaseDueOutbound(run, after(999), after(2000), 10)).toEqual([])
    expect(await leaseDueOutbound(run, after(1000), after(2000), 10)).toHaveLength(2)
  })

  it('takes back what a dead worker had leased, and leaves alone what was put off', async context => {
    const { admin, run, one, two } = await prepare(context)
    await admin.query('UPDATE outbound_messages SET next_attempt_at = $1 WHERE tenant_id = $2', [
      noon,
      one.tenantId,
    ])
    expect(await leaseDueOutbound(run, noon, after(60_000), 10)).toHaveLength(1)
    await admin.query('UPDATE outbound_messages SET next_attempt_at = $1 WHERE tenant_id = $2', [
      after(60_000),
      two.tenantId,
    ])
    await releaseOutboundLeases(run, after(1))
    const leased = await leaseDueOutbound(run, after(2), after(1000), 10)
    expect(leased.map(row => row.tenantId)).toEqual([one.tenantId])
  })

  it('hands each settled burst to one worker, and keeps it when the work is taken back', async context => {
    const { admin, open, run, one, two } = await prepare(context)
    await admin.query('UPDATE suggest_settles SET due_at = $1', [noon])
    expect(await nextSettleDueAt(run)).toEqual(noon)
    const { database } = open
    expect(await database.withPlatform(tx => claimDueSettles(tx, after(-1), 10))).toEqual([])
    const failing = database.withPlatform(async tx => {
      expect(await claimDueSettles(tx, noon, 10)).toHaveLength(2)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    const claimed = await Promise.all(
      [1, 2, 3].map(() => database.withPlatform(tx => claimDueSettles(tx, noon, 1))),
    )
    expect(
      claimed
        .flat()
        .map(row => row.conversationId)
        .sort(),
    ).toEqual([one.conversationId, two.conversationId].sort())
    expect(await nextSettleDueAt(run)).toBe(null)
  })

  it('finds the conversations whose rest is over', async context => {
    const { admin, run, one, two } = await prepare(context)
    await admin.query("UPDATE conversations SET status = 'snoozed', snoozed_until = $1 WHERE id = $2", [
      noon,
      one.conversationId,
    ])
    await admin.query("UPDATE conversations SET status = 'snoozed', snoozed_until = $1 WHERE id = $2", [
      after(1),
      two.conversationId,
    ])
    expect(await findEndedSnoozes(run, noon, 10)).toEqual([
      { tenantId: one.tenantId, conversationId: one.conversationId },
    ])
  })

  it('closes runs nobody works on, and counts what is on its way', async context => {
    const { admin, run } = await prepare(context)
    // Two bursts are settling and two replies are waiting.
    expect(await countInFlight(run)).toBe(4)
    await admin.query("UPDATE suggest_runs SET status = 'running', started_at = $1", [noon])
    const { rows } = await admin.query<{ runs: number }>('SELECT count(*)::int AS runs FROM suggest_runs')
    expect(await countInFlight(run)).toBe(4 + (rows[0]?.runs ?? 0))
    await closeAbandonedRuns(run, noon, after(1))
    expect(await countInFlight(run)).toBe(4 + (rows[0]?.runs ?? 0))
    await closeAbandonedRuns(run, after(1), after(1))
    expect(await countInFlight(run)).toBe(4)
  })
})

function session({ userId, memberId }: TenantRows, tokenHash: string, now: Date) {
  const id = crypto.randomUUID()
  const expiresAt = new Date(now.getTime() + 1000)
  return { id, userId, membershipId: memberId, tokenHash, device: null, now, expiresAt }
}
