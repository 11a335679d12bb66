import { describe, expect, it, type TestContext } from 'vitest'
import { findApiKey } from './platform-api-key.repo.ts'
import { describeTeam, findInvite, registerInvited } from './platform-team.repo.ts'
import { seedTenantRows } from './tenant-rows.fixture.ts'
import { type DatabaseKind, type Owner, useDatabase } from './use-database.fixture.ts'

const noon = new Date('2026-05-04T12:00:00.000Z')
const after = (ms: number) => new Date(noon.getTime() + ms)

describe.each<{ kind: DatabaseKind; owner: Owner }>([
  { kind: 'embedded', owner: 'superuser' },
  { kind: 'native', owner: 'superuser' },
  { kind: 'native', owner: 'landlord' },
])('teams across tenants, $kind, the owner is a $owner', ({ kind, owner }) => {
  const database = useDatabase(kind, owner)
  let count = 0
  const prepare = async (context: TestContext) => {
    const { admin, open } = database(context)
    count += 1
    const one = await seedTenantRows(admin, `team-one-${count}`)
    const two = await seedTenantRows(admin, `team-two-${count}`)
    return { admin, open, run: open.database.statement, one, two }
  }

  it('tells a tenant how its own members stand, and nobody else’s', async context => {
    const { admin, open, one, two } = await prepare(context)
    await admin.query('UPDATE sessions SET last_used_at = $1 WHERE membership_id = $2', [noon, one.memberId])
    await admin
      .query(
        'INSERT INTO totp_credentials (user_id, sealed_secret, created_at, confirmed_at) VALUES ($1, $2, $3, $3)',
        [one.userId, Buffer.from('x'), noon],
      )
      .catch(() =>
        admin.query('UPDATE totp_credentials SET confirmed_at = $2 WHERE user_id = $1', [one.userId, noon]),
      )
    const rows = await open.database.withTenant(one.tenantId, tx => describeTeam(tx))
    expect(rows.map(row => row.memberId).sort()).toEqual([one.memberId, one.colleagueId].sort())
    expect(rows.find(row => row.memberId === one.memberId)).toEqual({
      memberId: one.memberId,
      lastSeenAt: noon,
      secondFactor: true,
    })
    expect(rows.find(row => row.memberId === one.colleagueId)).toMatchObject({ lastSeenAt: null })
    const others = await open.database.withTenant(two.tenantId, tx => describeTeam(tx))
    expect(others.map(row => row.memberId)).not.toContain(one.memberId)
    expect(await open.database.statement('SELECT * FROM describe_team()', [])).toEqual([])
  })

  it.for<[string, string | null]>([
    ['is open', null],
    ['was accepted', 'UPDATE invites SET accepted_at = now() WHERE tenant_id = $1'],
    ['was revoked', 'UPDATE invites SET revoked_at = now() WHERE tenant_id = $1'],
    ['belongs to a restricted tenant', "UPDATE tenants SET status = 'restricted' WHERE id = $1"],
  ])('finds an invitation that %s by its token, while it is good', async ([, change], context) => {
    const { admin, run, one } = await prepare(context)
    await admin.query('UPDATE invites SET token_hash = $1, expires_at = $2 WHERE tenant_id = $3', [
      `hash-${one.tenantId}`,
      after(1000),
      one.tenantId,
    ])
    if (change !== null) await admin.query(change, [one.tenantId])
    const found = await findInvite(run, `hash-${one.tenantId}`, noon)
    if (change === null)
      expect(found).toMatchObject({ tenantId: one.tenantId, role: 'operator', userId: null })
    else expect(found).toBe(null)
    expect(await findInvite(run, `hash-${one.tenantId}`, after(1000))).toBe(null)
    expect(await findInvite(run, 'unknown', noon)).toBe(null)
  })

  it('makes an account for an invited address once, and takes over one nobody has used', async context => {
    const { admin, open, one } = await prepare(context)
    const email = `invited-${one.tenantId}@x.test`
    const register = (name: string, at = email) => {
      const id = crypto.randomUUID()
      return open.database
        .withTenant(one.tenantId, tx =>
          registerInvited(tx, { id, email: at, name, passwordHash: name, language: 'en', now: noon }),
        )
        .then(userId => ({ id, userId }))
    }
    const first = await register('first')
    expect(first.userId).toBe(first.id)
    expect((await register('second')).userId).toBe(null)
    const unused = crypto.randomUUID()
    await admin.query(
      "INSERT INTO users (id, username, email, name, password_hash) VALUES ($1, $2, $3, 'squatter', 'theirs')",
      [unused, `u-${unused}`, `unused-${one.tenantId}@x.test`],
    )
    expect((await register('third', `unused-${one.tenantId}@x.test`)).userId).toBe(unused)
    const { rows } = await admin.query(
      'SELECT name, password_hash, email_verified_at FROM users WHERE id = $1',
      [unused],
    )
    expect(rows).toEqual([{ name: 'third', password_hash: 'third', email_verified_at: noon }])
    const raced = await Promise.all(
      ['a', 'b', 'c'].map(name => register(name, `raced-${one.tenantId}@x.test`)),
    )
    expect(raced.filter(one => one.userId !== null)).toHaveLength(1)
  })

  it.for<[string, string | null]>([
    ['is good', null],
    ['was revoked', 'UPDATE api_keys SET revoked_at = now() WHERE tenant_id = $1'],
    ['belongs to a restricted tenant', "UPDATE tenants SET status = 'restricted' WHERE id = $1"],
  ])('finds whose key it is when it %s, and keeps its use to the minute', async ([, change], context) => {
    const { admin, run, one } = await prepare(context)
    const { rows } = await admin.query<{ id: string; secret_hash: string }>(
      'SELECT id, secret_hash FROM api_keys WHERE tenant_id = $1',
      [one.tenantId],
    )
    const { id = '', secret_hash: hash = '' } = rows[0] ?? {}
    await admin.query('UPDATE api_keys SET expires_at = $1 WHERE id = $2', [after(600_000), id])
    if (change !== null) await admin.query(change, [one.tenantId])
    const found = await findApiKey(run, id, hash, noon)
    if (change !== null) return expect(found).toBe(null)
    expect(found).toMatchObject({ keyId: id, tenantId: one.tenantId, scopes: ['conversation.read'] })
    const used = async () => {
      const kept = await admin.query<{ last_used_at: Date }>(
        'SELECT last_used_at FROM api_keys WHERE id = $1',
        [id],
      )
      return kept.rows[0]?.last_used_at
    }
    expect(await used()).toEqual(noon)
    await findApiKey(run, id, hash, after(59_999))
    expect(await used()).toEqual(noon)
    await findApiKey(run, id, hash, after(60_000))
    expect(await used()).toEqual(after(60_000))
    expect(await findApiKey(run, id, 'another hash', noon)).toBe(null)
    expect(await findApiKey(run, crypto.randomUUID(), hash, noon)).toBe(null)
    expect(await findApiKey(run, id, hash, after(600_000))).toBe(null)
  })
})
