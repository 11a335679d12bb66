import { ok, type Result } from '@countersign/shared/kernel/result'
import type { DelayPolicy, PolicyView } from '@countersign/shared/policy/policy.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { recordAudit } from '../audit/index.ts'
import { readPolicy } from './describe-policy.ts'
import { lockPolicy, updateDelayPolicy } from './policy.repo.ts'

/** Changes how long replies wait before they leave. No draft is judged by that, so none is drafted again. */
export async function updateDelay(
  services: Services,
  actor: Actor,
  delay: DelayPolicy,
): Promise<Result<PolicyView>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    await lockPolicy(tx)
    await updateDelayPolicy(tx, delay, services.clock.now())
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'delay_updated',
      entityType: 'policy',
      entityId: actor.tenantId,
      metadata: { enabled: delay.enabled, nightMode: delay.nightMode },
    })
    await recordChanges(tx, [{ type: 'policy.updated', entityId: actor.tenantId, conversationId: null }])
    return ok(await readPolicy(tx, services.clock.now()))
  })
}
