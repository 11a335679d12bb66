import { describe, expect, it, type TestContext } from 'vitest'
import { makePlatformOwner } from './make-platform-owner.ts'
import {
  claimPlatform,
  findPlatformLevel,
  listAdminActions,
  listPlatformFlags,
  listPlatformTenants,
  listPlatformUsers,
  setPlatformAdmin,
  setPlatformFlag,
  setTenantStatus,
  setUserDisabled,
  unlockUser,
} from './platform-admin.repo.ts'
import {
  addFirstMasterKey,
  findActiveMasterKey,
  findMasterKey,
  listGlobalSecrets,
  listMasterKeys,
  listSecretsToReseal,
  noteRotation,
  type PlatformReason,
  putGlobalSecret,
  readGlobalSecret,
  resealSecret,
  retireMasterKeys,
  revokeGlobalSecret,
  rewrapMasterKey,
  rotateMasterKey,
} from './platform-vault.repo.ts'
import { sqlOf } from './sql-of.ts'
import { insertRow, seedTenantRows } from './tenant-rows.fixture.ts'
import { type DatabaseKind, type Owner, refusal, useDatabase } from './use-database.fixture.ts'

const noon = new Date('2026-05-04T12:00:00.000Z')
const later = new Date('2026-05-05T12:00:00.000Z')
const first = { after: null, limit: 50 }
let count = 0

describe.each<{ kind: DatabaseKind; owner: Owner }>([
  { kind: 'embedded', owner: 'superuser' },
  { kind: 'native', owner: 'superuser' },
  { kind: 'native', owner: 'landlord' },
])('the installation, $kind, the owner is a $owner', ({ kind, owner }) => {
  const database = useDatabase(kind, owner)
  const prepare = async (context: TestContext) => {
    const { admin, open } = database(context)
    count += 1
    await admin.query('UPDATE users SET is_platform_owner = false, is_platform_admin = false')
    await admin.query('DELETE FROM integration_secrets')
    await admin.query('DELETE FROM master_keys')
    const one = await seedTenantRows(admin, `one-${count}`)
    const two = await seedTenantRows(admin, `two-${count}`)
    await admin.query('DELETE FROM integration_secrets')
    await admin.query('DELETE FROM master_keys')
    const make = async (name: string, rights: string) => {
      const id: string = crypto.randomUUID()
      const handle = `${name}-${count}`
      await insertRow(admin, 'users', {
        id,
        username: handle,
        email: `${handle}@x.test`,
        name,
        password_hash: 'x',
      })
      await admin.query(`UPDATE users SET ${rights} WHERE id = $1`, [id])
      return id
    }
    const ownerId = await make('owner', 'is_platform_owner = true, is_platform_admin = true')
    const adminId = await make('admin', 'is_platform_admin = true')
    const run = open.database.statement
    const why = (adminOf = adminId, now = noon): PlatformReason => ({
      adminId: adminOf,
      reason: 'they asked for it',
      id: crypto.randomUUID(),
      requestId: 'r-1',
      now,
    })
    const trail = async (tenantId: string) => {
      const { rows } = await admin.query<{
        action: string
        actor: string
        metadata: Record<string, unknown>
      }>(
        "SELECT action, actor_kind AS actor, metadata FROM audit_events WHERE tenant_id = $1 AND action <> 'seeded' ORDER BY id",
        [tenantId],
      )
      return rows
    }
    return { admin, open, run, one, two, ownerId, adminId, why, trail }
  }

  it('knows who looks after it, and forgets who is shut out', async context => {
    const { admin, run, one, ownerId, adminId } = await prepare(context)
    expect(await findPlatformLevel(run, ownerId)).toBe('owner')
    expect(await findPlatformLevel(run, adminId)).toBe('admin')
    expect(await findPlatformLevel(run, one.userId)).toBe(null)
    expect(await findPlatformLevel(run, crypto.randomUUID())).toBe(null)
    await admin.query('UPDATE users SET disabled_at = now() WHERE id = $1', [adminId])
    expect(await findPlatformLevel(run, adminId)).toBe(null)
  })

  it('restricts a tenant and reinstates it, with who, why and what was before', async context => {
    const { admin, run, one, two, adminId, why, trail } = await prepare(context)
    expect(await setTenantStatus(run, one.tenantId, 'restricted', why())).toBe('done')
    expect(await setTenantStatus(run, one.tenantId, 'restricted', why())).toBe('unchanged')
    expect(await setTenantStatus(run, crypto.randomUUID(), 'restricted', why())).toBe('not_found')
    const [shut] = await listPlatformTenants(run, { ...first, search: one.tenantId })
    expect(shut).toMatchObject({
      status: 'restricted',
      restrictedReason: 'they asked for it',
      memberCount: 2,
    })
    expect(await setTenantStatus(run, one.tenantId, 'active', why(adminId, later))).toBe('done')
    const actions = await listAdminActions(run, { ...first, targetId: one.tenantId })
    expect(actions).toMatchObject([
      {
        action: 'tenant_reinstated',
        adminId,
        adminName: 'admin',
        previousState: { status: 'restricted', restrictedReason: 'they asked for it' },
      },
      {
        action: 'tenant_restricted',
        reason: 'they asked for it',
        previousState: { status: 'active' },
        at: noon,
      },
    ])
    expect(
      (await trail(one.tenantId)).map(line => [line.action, line.actor, line.metadata.platform]),
    ).toEqual(
      expect.arrayContaining([
        ['tenant_restricted', 'system', true],
        ['tenant_reinstated', 'system', true],
      ]),
    )
    expect(await trail(two.tenantId)).toEqual([])
    const links = await admin.query('SELECT 1 FROM audit_links WHERE tenant_id = $1', [one.tenantId])
    expect(links.rowCount).toBe(3)
  })

  it('lets no tenant change its own status', async context => {
    const { admin, open, run, one, why } = await prepare(context)
    await setTenantStatus(run, one.tenantId, 'restricted', why())
    const attempt = open.database.withTenant(one.tenantId, async tx => {
      await sqlOf(tx).$executeRaw`UPDATE tenants SET status = 'active' WHERE id = ${one.tenantId}::uuid`
    })
    expect(await refusal(attempt)).toBe('42501')
    const { rows } = await admin.query('SELECT status FROM tenants WHERE id = $1', [one.tenantId])
    expect(rows).toEqual([{ status: 'restricted' }])
  })

  it('shuts a person out of every tenant and ends their sessions, and lets them in again', async context => {
    const { admin, run, one, two, why, trail } = await prepare(context)
    await insertRow(admin, 'memberships', {
      id: crypto.randomUUID(),
      tenant_id: two.tenantId,
      user_id: one.userId,
      role: 'viewer',
    })
    expect(await setUserDisabled(run, one.userId, true, why())).toBe('done')
    expect(await setUserDisabled(run, one.userId, true, why())).toBe('unchanged')
    const sessions = await admin.query('SELECT revoked_at FROM sessions WHERE user_id = $1', [one.userId])
    expect(sessions.rows).toEqual([{ revoked_at: noon }])
    const [person] = await listPlatformUsers(run, { ...first, search: one.userId })
    expect(person).toMatchObject({ disabledReason: 'they asked for it', disabledAt: noon })
    expect(person?.memberships).toHaveLength(2)
    for (const tenant of [one, two]) {
      expect((await trail(tenant.tenantId)).map(line => line.action)).toEqual(['user_disabled'])
    }
    expect(await setUserDisabled(run, one.userId, false, why())).toBe('done')
    const { rows } = await admin.query('SELECT disabled_at, disabled_reason FROM users WHERE id = $1', [
      one.userId,
    ])
    expect(rows).toEqual([{ disabled_at: null, disabled_reason: null }])
  })

  it('lets nobody shut themselves out, and no admin an owner', async context => {
    const { run, ownerId, adminId, why } = await prepare(context)
    expect(await setUserDisabled(run, adminId, true, why())).toBe('self')
    expect(await refusal(setUserDisabled(run, ownerId, true, why()))).toBe('42501')
    expect(await setUserDisabled(run, adminId, true, why(ownerId))).toBe('done')
  })

  it('does nothing for who has no right, or has lost it', async context => {
    const { admin, run, one, two, adminId, why } = await prepare(context)
    const attempts = (by: string) => [
      () => setTenantStatus(run, one.tenantId, 'restricted', why(by)),
      () => setUserDisabled(run, two.userId, true, why(by)),
      () => unlockUser(run, two.userId, why(by)),
      () => setPlatformAdmin(run, two.userId, true, why(by)),
      () => setPlatformFlag(run, { name: 'RAG_ENABLED', tenantId: null, enabled: false }, why(by)),
      () => revokeGlobalSecret(run, crypto.randomUUID(), why(by)),
    ]
    for (const attempt of attempts(one.userId)) expect(await refusal(attempt())).toBe('42501')
    await admin.query('UPDATE users SET is_platform_admin = false WHERE id = $1', [adminId])
    for (const attempt of attempts(adminId)) expect(await refusal(attempt())).toBe('42501')
    const { rows } = await admin.query('SELECT status FROM tenants WHERE id = $1', [one.tenantId])
    expect(rows).toEqual([{ status: 'active' }])
  })

  it('wants a reason', async context => {
    const { run, one, why } = await prepare(context)
    const empty = { ...why(), reason: '  ' }
    expect(await refusal(setTenantStatus(run, one.tenantId, 'restricted', empty))).toBe('23514')
  })

  it('unlocks an account', async context => {
    const { admin, run, one, why } = await prepare(context)
    expect(await unlockUser(run, one.userId, why())).toBe('unchanged')
    await admin.query('UPDATE users SET failed_login_attempts = 7, locked_until = $2 WHERE id = $1', [
      one.userId,
      later,
    ])
    expect(await unlockUser(run, one.userId, why())).toBe('done')
    const { rows } = await admin.query(
      'SELECT failed_login_attempts, locked_until FROM users WHERE id = $1',
      [one.userId],
    )
    expect(rows).toEqual([{ failed_login_attempts: 0, locked_until: null }])
    const [action] = await listAdminActions(run, { ...first, targetId: one.userId })
    expect(action?.previousState).toMatchObject({ failedLoginAttempts: 7 })
  })

  it('has admins made and unmade by owners, and always an owner', async context => {
    const { run, one, ownerId, adminId, why } = await prepare(context)
    expect(await refusal(setPlatformAdmin(run, one.userId, true, why(adminId)))).toBe('42501')
    expect(await setPlatformAdmin(run, one.userId, true, why(ownerId))).toBe('done')
    expect(await findPlatformLevel(run, one.userId)).toBe('admin')
    expect(await setPlatformAdmin(run, one.userId, true, why(ownerId))).toBe('unchanged')
    expect(await setPlatformAdmin(run, one.userId, false, why(ownerId))).toBe('done')
    expect(await findPlatformLevel(run, one.userId)).toBe(null)
    expect(await setPlatformAdmin(run, ownerId, false, why(ownerId))).toBe('self')
  })

  it('gets its first owner once, and further ones from whoever owns the database', async context => {
    const { admin, open, run, one, two } = await prepare(context)
    const claim = (userId: string) =>
      open.database.withTenant(one.tenantId, tx =>
        claimPlatform(tx, userId, { reason: 'the first start', id: crypto.randomUUID(), now: noon }),
      )
    expect(await claim(one.userId)).toBe(false)
    await admin.query('UPDATE users SET is_platform_owner = false')
    const claims = await Promise.all([claim(one.userId), claim(two.userId)])
    expect(claims.filter(Boolean)).toHaveLength(1)
    const colleague = await admin.query<{ id: string; email: string }>(
      'SELECT u.id, u.email FROM users u JOIN memberships m ON m.user_id = u.id WHERE m.id = $1',
      [one.colleagueId],
    )
    const [person] = colleague.rows
    const url = open.adminUrl ?? ''
    expect(await makePlatformOwner(url, 'nobody@x.test', crypto.randomUUID())).toBe(false)
    for (const _ of [1, 2]) {
      expect(await makePlatformOwner(url, person?.email ?? '', crypto.randomUUID())).toBe(true)
    }
    expect(await findPlatformLevel(run, person?.id ?? '')).toBe('owner')
    const actions = await listAdminActions(run, { ...first, targetId: person?.id ?? null })
    expect(actions).toMatchObject([{ action: 'owner_made', adminId: null }])
  })

  it('sets flags for itself and for one tenant', async context => {
    const { run, one, why, trail } = await prepare(context)
    const name = 'RAG_ENABLED'
    const set = (tenantId: string | null, enabled: boolean | null) =>
      setPlatformFlag(run, { name, tenantId, enabled }, why())
    await set(null, true)
    expect(await set(null, false)).toBe('done')
    expect(await set(null, false)).toBe('unchanged')
    expect(await set(one.tenantId, true)).toBe('done')
    expect(await set(crypto.randomUUID(), true)).toBe('not_found')
    const flags = (await listPlatformFlags(run, one.tenantId)).filter(flag => flag.name === name)
    expect(flags.map(flag => [flag.tenantId, flag.enabled])).toEqual(
      expect.arrayContaining([
        [one.tenantId, true],
        [null, false],
      ]),
    )
    expect((await trail(one.tenantId)).at(-1)).toMatchObject({
      action: 'feature_flag_set',
      metadata: { flag: name, enabled: true },
    })
    const ownSetting = async () =>
      (await listPlatformFlags(run, one.tenantId)).find(
        flag => flag.name === name && flag.tenantId === one.tenantId,
      )
    expect(await set(one.tenantId, null)).toBe('done')
    expect(await set(one.tenantId, null)).toBe('unchanged')
    expect(await ownSetting()).toBe(undefined)
    const done = await listAdminActions(run, { ...first, targetId: one.tenantId })
    expect(done).toHaveLength(2)
    // Both were done at one moment of the test's clock: which is listed first is chance.
    expect(done).toContainEqual(
      expect.objectContaining({
        action: 'flag_set',
        targetName: name,
        previousState: { enabled: true },
        metadata: { enabled: null, tenant: expect.any(String) },
      }),
    )
  })

  it('lists a page at a time, and finds a part of a name that could be a pattern', async context => {
    const { admin, run } = await prepare(context)
    for (const name of [`50%_off-${count}`, `500_off-${count}`]) {
      await insertRow(admin, 'tenants', { id: crypto.randomUUID(), name })
    }
    const found = await listPlatformTenants(run, { ...first, search: '50%_' })
    expect(found.every(tenant => tenant.name.startsWith('50%_'))).toBe(true)
    expect(found).not.toEqual([])
    const seen: string[] = []
    let after: { at: Date; id: string } | null = null
    for (;;) {
      const page = await listPlatformTenants(run, { search: null, after, limit: 3 })
      seen.push(...page.map(tenant => tenant.id))
      const last = page.at(-1)
      if (last === undefined) break
      after = { at: last.createdAt, id: last.id }
    }
    const { rows } = await admin.query('SELECT id FROM tenants')
    expect(new Set(seen).size).toBe(rows.length)
    expect(seen).toHaveLength(rows.length)
  })

  it('keeps the keys of the vault: one seals, one is retired once it seals nothing', async context => {
    const { admin, open, ownerId, why } = await prepare(context)
    const key = (byte: number) => ({ id: crypto.randomUUID() as string, wrapped: new Uint8Array([byte]) })
    const [one, two, three] = [key(1), key(2), key(3)] as const
    const within = open.database.withPlatform
    await within(tx => addFirstMasterKey(tx, one, noon))
    await within(tx => addFirstMasterKey(tx, two, noon))
    expect((await within(findActiveMasterKey))?.id).toBe(one.id)
    const secret = {
      id: crypto.randomUUID(),
      name: 'GLOBAL_TOKEN',
      sealed: new Uint8Array([7]),
      keyId: one.id,
      last4: null,
    }
    expect(await within(tx => putGlobalSecret(tx, secret, why(ownerId)))).toBe(false)
    expect(await within(tx => rotateMasterKey(tx, two, noon))).toBe(true)
    expect(await within(tx => rotateMasterKey(tx, three, noon))).toBe(false)
    expect((await within(tx => listMasterKeys(tx))).map(each => each.id).sort()).toEqual(
      [one.id, two.id].sort(),
    )
    expect(await within(tx => retireMasterKeys(tx, noon))).toBe(0)
    const waiting = await within(tx => listSecretsToReseal(tx, 10))
    expect(waiting).toMatchObject([{ id: secret.id, tenantId: null, keyId: one.id }])
    await within(tx => resealSecret(tx, secret.id, new Uint8Array([8]), two.id))
    expect(await within(tx => retireMasterKeys(tx, noon))).toBe(1)
    expect(await within(tx => findMasterKey(tx, one.id))).toBe(null)
    await within(tx => rewrapMasterKey(tx, { id: two.id, wrapped: new Uint8Array([9]) }))
    expect(Buffer.from((await within(tx => findMasterKey(tx, two.id)))?.wrapped ?? [])).toEqual(
      Buffer.from([9]),
    )
    const read = await within(tx => readGlobalSecret(tx, 'GLOBAL_TOKEN'))
    expect(Buffer.from(read?.sealed ?? [])).toEqual(Buffer.from([8]))
    const action = { ...why(), adminId: null }
    await within(tx => noteRotation(tx, two.id, action))
    const noted = await admin.query('SELECT action, admin_id FROM admin_actions WHERE id = $1', [action.id])
    expect(noted.rows).toEqual([{ action: 'master_key_rotated', admin_id: null }])
    expect(await within(tx => rotateMasterKey(tx, three, noon))).toBe(true)
    const next = { ...why(), adminId: null }
    await within(tx => noteRotation(tx, three.id, next))
    const before = await admin.query('SELECT previous_state FROM admin_actions WHERE id = $1', [next.id])
    expect(before.rows).toEqual([{ previous_state: { keyId: two.id } }])
    const run = open.database.statement
    expect(await listGlobalSecrets(run)).toMatchObject([
      { name: 'GLOBAL_TOKEN', createdBy: 'owner', revokedAt: null },
    ])
    expect(await revokeGlobalSecret(run, secret.id, why(ownerId))).toBe('done')
    expect(await revokeGlobalSecret(run, secret.id, why(ownerId))).toBe('unchanged')
    expect(await revokeGlobalSecret(run, crypto.randomUUID(), why(ownerId))).toBe('not_found')
    expect(await within(tx => readGlobalSecret(tx, 'GLOBAL_TOKEN'))).toBe(null)
  })

  it('shows no tenant its keys, actions or secrets', async context => {
    const { open, one } = await prepare(context)
    const read = (statement: string) =>
      open.database.withTenant(one.tenantId, tx => sqlOf(tx).$queryRawUnsafe<unknown[]>(statement))
    for (const table of ['master_keys', 'admin_actions']) {
      expect(await refusal(read(`SELECT 1 FROM ${table}`))).toBe('42501')
    }
    expect(await read('SELECT id FROM integration_secrets WHERE tenant_id IS NULL')).toEqual([])
  })
})
