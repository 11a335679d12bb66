import { ok, type Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { lockReplyTarget, queueReply } from '../message/index.ts'
import { supersedePending } from '../suggestion/index.ts'
import { closeEscalation } from './close-escalation.ts'
import { type DecidedEscalation, decideEscalation } from './decide-escalation.ts'

export interface HandleEscalation {
  readonly id: string
  readonly text?: string | undefined
  readonly idempotencyKey?: string | undefined
}

/** Closes an escalation, with the reply that settled it where there is one: both or neither. */
export function handleEscalation(
  services: Services,
  actor: Actor,
  input: HandleEscalation,
): Promise<Result<DecidedEscalation>> {
  return decideEscalation(services, actor, input, 'handle', async (tx, escalation, target, status) => {
    await closeEscalation(services, tx, actor, escalation, 'handled', target.status, null)
    if (input.text !== undefined) {
      await supersedePending(services, tx, target.id)
      const current = (await lockReplyTarget(tx, target.id)) ?? target
      await queueReply(services, tx, current, {
        text: input.text,
        warrant: { kind: 'own_message', memberId: actor.memberId },
        policyVersion: 0,
        idempotencyKey: `escalation:${escalation.id}`,
      })
    }
    return ok({ id: escalation.id, status })
  })
}
