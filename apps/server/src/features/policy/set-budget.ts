import { ok, type Result } from '@countersign/shared/kernel/result'
import type { PolicyView } from '@countersign/shared/policy/policy.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { recordAudit } from '../audit/index.ts'
import { readPolicy } from './describe-policy.ts'
import { lockPolicy, updateBudget } from './policy.repo.ts'

/** Sets what drafts may cost in a month. It changes no verdict on a draft, so none is drafted again. */
export async function setBudget(
  services: Services,
  actor: Actor,
  input: { monthlyLimitMicros: number | null; warnShare: number },
): Promise<Result<PolicyView>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    await lockPolicy(tx)
    const now = services.clock.now()
    await updateBudget(tx, input, now)
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'budget_set',
      entityType: 'policy',
      entityId: actor.tenantId,
      metadata: input,
    })
    await recordChanges(tx, [{ type: 'policy.updated', entityId: actor.tenantId, conversationId: null }])
    return ok(await readPolicy(tx, now))
  })
}
