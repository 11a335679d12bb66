import { describe, expect, it, type TestContext } from 'vitest'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { makeKeys, SealError } from '../../crypto/seal.ts'
import { seedTenantRows } from '../../db/tenant-rows.fixture.ts'
import type { Database } from '../../db/tenant-tx.ts'
import { databaseKinds, refusal, useDatabase } from '../../db/use-database.fixture.ts'
import { checkAudit } from '../audit/index.ts'
import { listSecrets } from './list-secrets.ts'
import { putSecret } from './put-secret.ts'
import { readSecret } from './read-secret.ts'
import { revokeSecret } from './revoke-secret.ts'
import { rewrapVault, rotateVault } from './rotate-vault.ts'

const root = 'a secret of thirty-two characters or more'
const why = { adminId: null, reason: 'a test', requestId: null }
let count = 0

/** A server process of its own: it has met no key yet. */
function partsOf(database: Database, key = root) {
  const parts = {
    database,
    keys: makeKeys(key),
    clock: { now: () => new Date() },
    ids: { next: () => crypto.randomUUID() as string },
  }
  return parts as unknown as Services
}

describe.each(databaseKinds)('the vault, %s', kind => {
  const database = useDatabase(kind)
  const prepare = async (context: TestContext) => {
    const { admin, open } = database(context)
    count += 1
    await admin.query(
      'UPDATE integration_secrets SET revoked_at = now(), sealed = NULL WHERE revoked_at IS NULL',
    )
    await admin.query(
      "UPDATE master_keys SET status = 'retired', wrapped = NULL, retired_at = now() WHERE status <> 'retired'",
    )
    const rows = await seedTenantRows(admin, `vault-${count}`)
    const other = await seedTenantRows(admin, `vault-other-${count}`)
    await admin.query(
      'UPDATE integration_secrets SET revoked_at = now(), sealed = NULL WHERE revoked_at IS NULL',
    )
    await admin.query(
      "UPDATE master_keys SET status = 'retired', wrapped = NULL, retired_at = now() WHERE status <> 'retired'",
    )
    const actorOf = ({ tenantId, memberId, userId }: typeof rows): Actor => ({
      tenantId,
      memberId,
      userId,
      role: 'owner',
      sessionId: memberId,
      language: 'en',
    })
    const services = partsOf(open.database)
    const read = (name: string, parts = services, tenantId = rows.tenantId) =>
      open.database.withTenant(tenantId, tx => readSecret(parts, tx, name))
    return { admin, services, read, actor: actorOf(rows), stranger: actorOf(other), other }
  }
  const value = 'sk-very-secret-value-9876'

  it('gives back what was stored, to this tenant and under this name alone', async context => {
    const { services, read, actor, stranger } = await prepare(context)
    expect(await read('API_TOKEN')).toBe(null)
    const stored = await putSecret(services, actor, { name: 'API_TOKEN', value })
    expect(stored).toMatchObject({ last4: '9876', replaced: false })
    expect(await read('API_TOKEN')).toBe(value)
    expect(await read('API_TOKENS')).toBe(null)
    expect(await read('API_TOKEN', services, stranger.tenantId)).toBe(null)
  })

  it('holds the value nowhere in the database, and shows it in no list', async context => {
    const { admin, services, actor } = await prepare(context)
    await putSecret(services, actor, { name: 'API_TOKEN', value })
    const { rows } = await admin.query<{ row: string }>(
      "SELECT s::text || encode(sealed, 'escape') AS row FROM integration_secrets s UNION ALL SELECT m::text FROM master_keys m UNION ALL SELECT a::text FROM audit_events a",
    )
    expect(rows.map(row => row.row).join()).not.toContain('very-secret')
    const { items } = await listSecrets(services, actor)
    expect(items[0]).toMatchObject({ name: 'API_TOKEN', last4: '9876', revokedAt: null })
    expect(JSON.stringify(items)).not.toContain('very-secret')
  })

  it('opens for no row it was moved to', async context => {
    const { admin, services, read, actor, stranger } = await prepare(context)
    const mine = await putSecret(services, actor, { name: 'API_TOKEN', value })
    const theirs = await putSecret(services, stranger, { name: 'API_TOKEN', value: 'theirs' })
    const own = await putSecret(services, actor, { name: 'OTHER_TOKEN', value: 'other' })
    for (const id of [theirs.id, own.id]) {
      await admin.query(
        'UPDATE integration_secrets SET (sealed, key_id) = (SELECT sealed, key_id FROM integration_secrets WHERE id = $2) WHERE id = $1',
        [mine.id, id],
      )
      await expect(read('API_TOKEN')).rejects.toThrow(SealError)
    }
  })

  it('keeps one in use: the one before is revoked and its value gone', async context => {
    const { admin, services, read, actor } = await prepare(context)
    const first = await putSecret(services, actor, { name: 'API_TOKEN', value })
    const second = await putSecret(services, actor, { name: 'API_TOKEN', value: 'the new one of us' })
    expect(second.replaced).toBe(true)
    expect(await read('API_TOKEN')).toBe('the new one of us')
    const { rows } = await admin.query('SELECT sealed, revoked_at FROM integration_secrets WHERE id = $1', [
      first.id,
    ])
    expect(rows[0]).toMatchObject({ sealed: null, revoked_at: expect.any(Date) })
    expect(
      await refusal(
        admin.query(
          `INSERT INTO integration_secrets (id, tenant_id, name, sealed, key_id)
           SELECT gen_random_uuid(), tenant_id, name, sealed, key_id FROM integration_secrets WHERE id = $1`,
          [second.id],
        ),
      ),
    ).toBe('23505')
  })

  it('has one winner of many who store the same at once', async context => {
    const { admin, services, read, actor } = await prepare(context)
    const values = Array.from({ length: 12 }, (_, turn) => `value number ${turn}`)
    await Promise.all(values.map(one => putSecret(services, actor, { name: 'API_TOKEN', value: one })))
    const { rows } = await admin.query(
      'SELECT id FROM integration_secrets WHERE tenant_id = $1 AND name = $2 AND revoked_at IS NULL',
      [actor.tenantId, 'API_TOKEN'],
    )
    expect(rows).toHaveLength(1)
    expect(values).toContain(await read('API_TOKEN'))
    const keys = await admin.query("SELECT id FROM master_keys WHERE status = 'active'")
    expect(keys.rowCount).toBe(1)
  })

  it('revokes for good, once and again, and says nothing of others', async context => {
    const { services, read, actor, stranger } = await prepare(context)
    const { id } = await putSecret(services, actor, { name: 'API_TOKEN', value })
    expect(await revokeSecret(services, stranger, { id })).toMatchObject({
      ok: false,
      code: 'secret.not_found',
    })
    expect(await read('API_TOKEN')).toBe(value)
    for (const _ of [1, 2])
      expect(await revokeSecret(services, actor, { id })).toEqual({ ok: true, value: { id } })
    expect(await read('API_TOKEN')).toBe(null)
    expect(await checkAudit(services, actor.tenantId)).toMatchObject({ lines: 3, broken: null })
  })

  it('is rotated while it is used: nothing is missed, and the old key is gone', async context => {
    const { admin, services, read, actor, stranger } = await prepare(context)
    const names = Array.from({ length: 25 }, (_, turn) => `TOKEN_${turn}`)
    for (const name of names) await putSecret(services, actor, { name, value: `value of ${name}` })
    await putSecret(services, stranger, { name: 'TOKEN_0', value: 'value of another tenant' })
    // Another process, which rotates; this one goes on writing and reading meanwhile.
    const rotating = rotateVault(partsOf(services.database), why, 4)
    const during = names.map(async (name, turn) => {
      if (turn % 3 === 0) await putSecret(services, actor, { name, value: `newer value of ${name}` })
      expect(await read(name)).toMatch(new RegExp(`value of ${name}$`))
    })
    const rotation = await rotating
    await Promise.all(during)
    expect(rotation.resumed).toBe(false)
    const { rows } = await admin.query<{ status: string; wrapped: Buffer | null; id: string }>(
      "SELECT id, status, wrapped FROM master_keys WHERE status <> 'retired'",
    )
    expect(rows.map(row => row.id)).toEqual([rotation.keyId])
    const left = await admin.query(
      'SELECT 1 FROM integration_secrets WHERE revoked_at IS NULL AND key_id <> $1',
      [rotation.keyId],
    )
    expect(left.rowCount).toBe(0)
    const fresh = partsOf(services.database)
    for (const name of names) expect(await read(name, fresh)).toMatch(new RegExp(`value of ${name}$`))
    expect(await read('TOKEN_0', fresh, stranger.tenantId)).toBe('value of another tenant')
  })

  it('goes on with a rotation that was cut off', async context => {
    const { admin, services, read, actor } = await prepare(context)
    const names = Array.from({ length: 7 }, (_, turn) => `TOKEN_${turn}`)
    for (const name of names) await putSecret(services, actor, { name, value: `value of ${name}` })
    let batches = 0
    const dying = {
      ...services,
      database: {
        ...services.database,
        withPlatform: <T>(work: Parameters<Database['withPlatform']>[0]) => {
          batches += 1
          if (batches > 3) throw new Error('the process was killed')
          return services.database.withPlatform(work) as Promise<T>
        },
      },
    } as Services
    await expect(rotateVault(dying, why, 2)).rejects.toThrow('killed')
    const half = await admin.query(
      'SELECT count(DISTINCT key_id)::int AS keys FROM integration_secrets WHERE revoked_at IS NULL',
    )
    expect(half.rows).toEqual([{ keys: 2 }])
    for (const name of names) expect(await read(name)).toBe(`value of ${name}`)
    expect(await rotateVault(partsOf(services.database), why)).toMatchObject({ secrets: 3, resumed: true })
    for (const name of names) expect(await read(name)).toBe(`value of ${name}`)
    const open = await admin.query("SELECT 1 FROM master_keys WHERE status <> 'retired'")
    expect(open.rowCount).toBe(1)
  })

  it('follows the root key when that is changed, and opens with no other', async context => {
    const { services, read, actor } = await prepare(context)
    await putSecret(services, actor, { name: 'API_TOKEN', value })
    const next = partsOf(services.database, 'another secret of thirty-two characters')
    await expect(read('API_TOKEN', next)).rejects.toThrow(SealError)
    for (const _ of ['at first', 'and again']) expect(await rewrapVault(next, makeKeys(root))).toBe(1)
    expect(await read('API_TOKEN', next)).toBe(value)
    await expect(read('API_TOKEN', partsOf(services.database))).rejects.toThrow(SealError)
    await expect(
      rewrapVault(partsOf(services.database, 'x'.repeat(32)), makeKeys('y'.repeat(32))),
    ).rejects.toThrow(SealError)
  })
})
