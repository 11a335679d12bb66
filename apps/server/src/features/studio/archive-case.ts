import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordAudit } from '../audit/index.ts'
import { archiveCaseRow } from './studio.repo.ts'

/** Takes a case out of future runs; past results keep it. */
export async function archiveCase(
  services: Services,
  actor: Actor,
  input: { id: string },
): Promise<Result<{ done: true }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    if (!(await archiveCaseRow(tx, input.id, services.clock.now()))) return refused('studio.not_found')
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'case_archived',
      entityType: 'case',
      entityId: input.id,
    })
    return ok({ done: true as const })
  })
}
