import type { AuditAction } from '@countersign/shared/audit/audit.actions'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { recordAudit } from '../audit/index.ts'

/** Writes into the trail what a member did to a canned reply, and tells the consoles. */
export async function recordTemplate(
  services: Services,
  tx: TenantTx,
  actor: Actor,
  action: Extract<AuditAction, `template_${string}`>,
  id: string,
  name?: string,
): Promise<void> {
  await recordAudit(services, tx, {
    actorKind: 'member',
    actorId: actor.memberId,
    action,
    entityType: 'template',
    entityId: id,
    metadata: name === undefined ? {} : { name },
  })
  await recordChanges(tx, [{ type: 'policy.updated', entityId: tx.tenantId, conversationId: null }])
}
