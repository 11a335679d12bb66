import { sqlOf } from '../db/sql-of.ts'
import type { TenantTx } from '../db/tenant-tx.ts'

export interface SyncLine {
  readonly xid: string
  readonly id: string
  readonly type: string
  readonly entityId: string
  readonly conversationId: string | null
  readonly at: Date
}

/**
 * The tenant's readable lines behind a position, oldest first. ORDER BY names the table: a bare `id` there would mean
 * the answer's column, which is text and sorts 10 before 9.
 */
export async function listSyncLines(
  tx: TenantTx,
  after: { xid: string; id: string },
  limit: number,
): Promise<SyncLine[]> {
  return sqlOf(tx).$queryRaw<SyncLine[]>`
    SELECT e.xid::text AS xid, e.id::text AS id, e.type, e.entity_id AS "entityId", e.conversation_id AS "conversationId",
      e.created_at AS at
    FROM sync_events e
    WHERE e.tenant_id = ${tx.tenantId}::uuid AND (e.xid, e.id) > (${after.xid}::text::xid8, ${after.id}::text::bigint)
      AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY e.xid, e.id LIMIT ${limit}`
}

/** The tenant's newest readable position, whether or not its line is still there; the beginning when there was none. */
export async function findSyncHead(tx: TenantTx): Promise<{ xid: string; id: string }> {
  const [newest] = await sqlOf(tx).$queryRaw<{ xid: string; id: string }[]>`
    SELECT e.xid::text AS xid, e.id::text AS id FROM sync_events e
    WHERE e.tenant_id = ${tx.tenantId}::uuid AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
      AND NOT EXISTS (
        SELECT FROM sync_floors f
        WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.xid < pg_snapshot_xmin(pg_current_snapshot())
          AND (f.xid, f.id) > (e.xid, e.id))
    ORDER BY e.xid DESC, e.id DESC LIMIT 1`
  if (newest !== undefined) return newest
  const [floor] = await sqlOf(tx).$queryRaw<{ xid: string; id: string }[]>`
    SELECT f.xid::text AS xid, f.id::text AS id FROM sync_floors f
    WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.xid < pg_snapshot_xmin(pg_current_snapshot())`
  return floor ?? { xid: '0', id: '0' }
}

/**
 * Whether a position can be read on from: this log has not ended before it, and still begins where it ends or earlier.
 * Asked after the lines were read: lines that were taken away meanwhile are then known to be missing.
 */
export async function isKnownPosition(tx: TenantTx, position: { xid: string; id: string }): Promise<boolean> {
  const [row] = await sqlOf(tx).$queryRaw<{ known: boolean }[]>`
    SELECT ${position.xid}::text::xid8 < pg_snapshot_xmax(pg_current_snapshot()) AND NOT EXISTS (
      SELECT FROM sync_floors f
      WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.xid < pg_snapshot_xmin(pg_current_snapshot())
        AND (f.xid, f.id) > (${position.xid}::text::xid8, ${position.id}::text::bigint)
    ) AS known`
  return row?.known ?? false
}
