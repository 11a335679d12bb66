import { describe, expect, it, type TestContext } from 'vitest'
import {
  claimDueSettles,
  closeAbandonedRuns,
  countInFlight,
  describeMember,
  findEndedSnoozes,
  hasAnyTenant,
  leaseDueOutbound,
  nextOutboundDueAt,
  nextSettleDueAt,
  registerUser,
  releaseOutboundLeases,
  routeChannel,
} from './platform.repo.ts'
import { findPerson } from './platform-sign-in.repo.ts'
import { seedTenantRows } from './tenant-rows.fixture.ts'
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

  it('registers a person once', async context => {
    const { run, one } = await prepare(context)
    const name = `new-${one.tenantId}`
    const user = { id: crypto.randomUUID(), username: name, email: `${name}@x.test`, name, passwordHash: 'y' }
    await registerUser(run, user)
    expect(await findPerson(run, user.email)).toMatchObject({ userId: user.id, membershipId: null })
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

  it('keeps the replies of a restricted tenant where they are until it is reinstated', async context => {
    const { admin, run, one, two } = await prepare(context)
    const inFlight = await countInFlight(run)
    const setStatus = (status: string) =>
      admin.query('UPDATE tenants SET status = $1 WHERE id = $2', [status, one.tenantId])
    await admin.query("UPDATE outbound_messages SET next_attempt_at = $1 WHERE status = 'pending'", [noon])
    await admin.query('UPDATE outbound_messages SET next_attempt_at = $1 WHERE tenant_id = $2', [
      after(5),
      two.tenantId,
    ])
    await setStatus('restricted')
    expect(await nextOutboundDueAt(run)).toEqual(after(5))
    expect(await countInFlight(run)).toBe(inFlight - 1)
    const leased = await leaseDueOutbound(run, after(10), after(1000), 10)
    expect(leased.map(row => row.tenantId)).toEqual([two.tenantId])
    await setStatus('active')
    expect(await nextOutboundDueAt(run)).toEqual(noon)
    expect((await leaseDueOutbound(run, after(10), after(1000), 10)).map(row => row.tenantId)).toEqual([
      one.tenantId,
    ])
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
