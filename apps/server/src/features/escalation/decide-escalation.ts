import {
  type EscalationEvent,
  type EscalationStatus,
  nextEscalationStatus,
} from '@countersign/shared/escalation/escalation.machine'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import { answerOnce } from '../../api/answer-once.ts'
import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { lockReplyTarget, type ReplyTarget } from '../message/index.ts'
import { type EscalationRow, findEscalation, findEscalationConversation } from './escalation.repo.ts'

export interface DecidedEscalation {
  readonly id: string
  readonly status: EscalationStatus
}

export interface EscalationInput {
  readonly id: string
  readonly idempotencyKey?: string | undefined
}

/** The frame of every move of an escalation: lock its conversation, ask the machine, refuse with who was first. */
export function decideEscalation<Input extends EscalationInput>(
  services: Services,
  actor: Actor,
  input: Input,
  event: EscalationEvent,
  effect: (
    tx: TenantTx,
    escalation: EscalationRow,
    target: ReplyTarget,
    next: EscalationStatus,
  ) => Promise<Result<DecidedEscalation>>,
): Promise<Result<DecidedEscalation>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const { id } = input
    const conversationId = await findEscalationConversation(tx, id)
    const target = conversationId === null ? null : await lockReplyTarget(tx, conversationId)
    if (target === null) return refused('escalation.not_found')
    return answerOnce(services, tx, actor, `escalation.${event}`, input, async () => {
      const escalation = await findEscalation(tx, id)
      if (escalation === null) return refused('escalation.not_found')
      // Claiming what one has claimed already is the same claim.
      if (event === 'claim' && escalation.claimedById === actor.memberId && escalation.status === 'claimed') {
        return ok({ id, status: escalation.status })
      }
      const next = nextEscalationStatus(escalation.status, event)
      if (!next.ok) {
        const first = escalation.handledById ?? escalation.claimedById
        const name = escalation.handledById === null ? escalation.claimedByName : escalation.handledByName
        return refused(next.code, {
          status: escalation.status,
          by: first === null ? null : { memberId: first, name: name ?? '' },
        })
      }
      return effect(tx, escalation, target, next.value)
    })
  })
}
