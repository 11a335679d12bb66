import type { ActorKind } from '../../db/generated/enums.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface AuditEntry {
  readonly id: string
  readonly actorKind: ActorKind
  readonly actorId: string | null
  readonly action: string
  readonly entityType: string
  readonly entityId: string
  /** Facts about the action; never customer text. */
  readonly metadata: Readonly<Record<string, string | number | boolean | null>>
  readonly requestId: string | null
}

export async function insertAuditEvent(tx: TenantTx, entry: AuditEntry): Promise<void> {
  await sqlOf(tx).$executeRaw`
    INSERT INTO audit_events (id, tenant_id, actor_kind, actor_id, action, entity_type, entity_id, metadata, request_id)
    VALUES (${entry.id}::uuid, ${tx.tenantId}::uuid, ${entry.actorKind}::actor_kind, ${entry.actorId}::uuid, ${entry.action},
      ${entry.entityType}, ${entry.entityId}::uuid, ${JSON.stringify(entry.metadata)}::jsonb, ${entry.requestId})`
}
