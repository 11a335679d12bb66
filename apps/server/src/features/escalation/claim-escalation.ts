import { ok, type Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { recordAudit } from '../audit/index.ts'
import { type DecidedEscalation, decideEscalation } from './decide-escalation.ts'
import { updateEscalation } from './escalation.repo.ts'

/** Says "I am on it", so that colleagues are not. */
export function claimEscalation(
  services: Services,
  actor: Actor,
  input: { id: string },
): Promise<Result<DecidedEscalation>> {
  return decideEscalation(services, actor, input, 'claim', async (tx, escalation, target, status) => {
    await updateEscalation(tx, escalation.id, {
      status,
      claimedById: actor.memberId,
      claimedAt: services.clock.now(),
    })
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'escalation_claimed',
      entityType: 'escalation',
      entityId: escalation.id,
    })
    await recordChanges(tx, [
      { type: 'escalation.updated', entityId: escalation.id, conversationId: target.id },
    ])
    return ok({ id: escalation.id, status })
  })
}
