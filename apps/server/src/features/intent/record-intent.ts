import type { AuditAction } from '@countersign/shared/audit/audit.actions'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { recordAudit } from '../audit/index.ts'

type IntentAction = Extract<AuditAction, `intent_${string}`>

/** Writes into the trail what a member did to the taxonomy, and tells the consoles. */
export async function recordIntent(
  services: Services,
  tx: TenantTx,
  actor: Actor,
  action: IntentAction,
  id: string,
  metadata: Record<string, string> = {},
): Promise<void> {
  await recordAudit(services, tx, {
    actorKind: 'member',
    actorId: actor.memberId,
    action,
    entityType: 'intent',
    entityId: id,
    metadata,
  })
  await recordChanges(tx, [{ type: 'intent.updated', entityId: id, conversationId: null }])
}
