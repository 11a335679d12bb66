import type { SyncEventType } from '@countersign/shared/sync/sync.contract'
import { Prisma } from './generated/client.ts'
import { sqlOf } from './sql-of.ts'
import { afterCommit, type TenantTx } from './tenant-tx.ts'
import { wake } from './wake.ts'

export interface Change {
  readonly type: SyncEventType
  readonly entityId: string
  readonly conversationId: string | null
}

/** Writes what changed into the tenant's log, in the same transaction, and announces it once that has committed. */
export async function recordChanges(tx: TenantTx, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(
    change =>
      Prisma.sql`(${tx.tenantId}::uuid, ${change.type}, ${change.entityId}::uuid, ${change.conversationId}::uuid)`,
  )
  await sqlOf(tx)
    .$executeRaw`INSERT INTO sync_events (tenant_id, type, entity_id, conversation_id) VALUES ${Prisma.join(rows)}`
  afterCommit(tx, () => wake('sync'))
}
