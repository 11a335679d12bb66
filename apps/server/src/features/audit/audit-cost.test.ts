import { describe, expect, it, type TestContext } from 'vitest'
import { sqlOf } from '../../db/sql-of.ts'
import { seedTenantRows, type TenantRows } from '../../db/tenant-rows.fixture.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { useDatabase } from '../../db/use-database.fixture.ts'
import { type AuditFilter, listAuditLines, readLinks } from './audit.repo.ts'

const tables = ['audit_events', 'audit_links']
const limit = 50
/** Lines of each of two tenants. */
const lines = 6000

const all: AuditFilter = {
  actorId: null,
  actorKind: null,
  action: null,
  entityType: null,
  entityId: null,
  from: null,
  to: null,
  after: null,
  limit,
}

async function readRows(tx: TenantTx): Promise<number> {
  const [row] = await sqlOf(tx).$queryRaw<{ rows: number }[]>`
    SELECT coalesce(sum(seq_tup_read + idx_tup_fetch), 0)::int AS rows
    FROM pg_stat_xact_user_tables WHERE schemaname = 'public' AND relname = ANY (${tables})`
  return row?.rows ?? 0
}

describe('the trail of years', () => {
  const database = useDatabase('native')
  let seeded: TenantRows | undefined
  const prepare = async (context: TestContext) => {
    const { admin, open } = database(context)
    if (seeded === undefined) {
      seeded = await seedTenantRows(admin, 'mine')
      const theirs = await seedTenantRows(admin, 'theirs')
      for (const { tenantId, memberId, colleagueId, conversationId } of [seeded, theirs]) {
        // A rare action, member and thing are the newest of few; everything else is common.
        await admin.query(
          `INSERT INTO audit_events (id, tenant_id, actor_kind, actor_id, action, entity_type, entity_id, created_at)
           SELECT gen_random_uuid(), $1, (CASE WHEN n % 3 = 0 THEN 'ai' WHEN n % 500 = 1 THEN 'customer' WHEN n % 3 = 1 THEN 'system' ELSE 'member' END)::actor_kind,
             CASE WHEN n % 3 <> 2 THEN NULL WHEN n % 900 = 2 THEN $3::uuid ELSE $2::uuid END,
             CASE WHEN n % 1000 = 0 THEN 'audit_exported' ELSE 'message_queued' END,
             CASE WHEN n % 1000 = 0 THEN 'tenant' ELSE 'message' END,
             CASE WHEN n % 1000 = 0 THEN $4::uuid ELSE gen_random_uuid() END, now() - n * interval '1 minute'
           FROM generate_series(1, $5::int) n`,
          [tenantId, memberId, colleagueId, conversationId, lines],
        )
      }
      await admin.query('ANALYZE')
    }
    return { rows: seeded, database: open.database }
  }
  const past = new Date(Date.now() - 3000 * 60_000)

  it.for<[string, (rows: TenantRows) => Partial<AuditFilter>]>([
    ['all of it', () => ({})],
    ['from a place on', () => ({ after: { at: past, id: crypto.randomUUID() } })],
    ['of a time', () => ({ from: past, to: new Date(past.getTime() + 60 * 60_000) })],
    ['of a member', ({ memberId }) => ({ actorId: memberId })],
    ['of a member who did little', ({ colleagueId }) => ({ actorId: colleagueId })],
    ['of the AI', () => ({ actorKind: 'ai' })],
    ['of the system, before a time', () => ({ actorKind: 'system', to: past })],
    ['of customers', () => ({ actorKind: 'customer' })],
    ['of a common action', () => ({ action: 'message_queued' })],
    ['of a rare action', () => ({ action: 'audit_exported' })],
    ['of a rare kind of thing', () => ({ entityType: 'tenant' })],
    ['of one thing', ({ conversationId }) => ({ entityId: conversationId })],
  ])('is read a page at a time: %s', async ([, filter], context) => {
    const { rows, database } = await prepare(context)
    await database.withTenant(rows.tenantId, async tx => {
      const before = await readRows(tx)
      const found = await listAuditLines(tx, { ...all, ...filter(rows) })
      expect(found.length).toBeGreaterThan(0)
      expect((await readRows(tx)) - before).toBeLessThanOrEqual(2 * limit + 40)
    })
  })

  it('is read in the order of its chain a batch at a time', async context => {
    const { rows, database } = await prepare(context)
    await database.withTenant(rows.tenantId, async tx => {
      const before = await readRows(tx)
      expect(await readLinks(tx, 3000, limit)).toHaveLength(limit)
      expect((await readRows(tx)) - before).toBeLessThanOrEqual(2 * limit + 40)
    })
  })

  it('would be seen being read whole', async context => {
    const { rows, database } = await prepare(context)
    await database.withTenant(rows.tenantId, async tx => {
      const before = await readRows(tx)
      await sqlOf(tx).$queryRaw`SELECT count(*) FROM audit_events WHERE user_agent IS NULL`
      expect((await readRows(tx)) - before).toBeGreaterThan(lines)
    })
  })
})
