import { ok, type Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { closeEscalation } from './close-escalation.ts'
import { type DecidedEscalation, decideEscalation } from './decide-escalation.ts'

/** Ends an escalation that needed nobody; the reason stays with it. */
export function dismissEscalation(
  services: Services,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Result<DecidedEscalation>> {
  return decideEscalation(services, actor, input, 'dismiss', async (tx, escalation, target, status) => {
    await closeEscalation(services, tx, actor, escalation, 'dismissed', target.status, input.reason)
    return ok({ id: escalation.id, status })
  })
}
