import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import { studioOutcome } from '@countersign/shared/studio/studio.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordAudit } from '../audit/index.ts'
import { listResultRows, updateExpected } from './studio.repo.ts'

/** Takes what a run found as what the case should come to from now on. */
export async function acceptOutcome(
  services: Services,
  actor: Actor,
  input: { runId: string; caseId: string },
): Promise<Result<{ done: true }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const [result] = await listResultRows(tx, input.runId, input.caseId)
    if (result === undefined || result.status !== 'done') return refused('studio.not_found')
    await updateExpected(tx, input.caseId, studioOutcome.parse(result.outcome))
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'case_accepted',
      entityType: 'case',
      entityId: input.caseId,
    })
    return ok({ done: true as const })
  })
}
