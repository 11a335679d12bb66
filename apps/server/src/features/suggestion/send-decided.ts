import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { handleOpenEscalation } from '../escalation/index.ts'
import { lockReplyTarget, queueReply, type ReplyTarget } from '../message/index.ts'
import type { DecisionEffect } from './decide-suggestion.ts'
import type { DecidableSuggestion } from './suggestion.repo.ts'

/** Queues the decided words. Answering with the draft is also what an open escalation waited for. */
export async function sendDecided(
  services: Services,
  tx: TenantTx,
  actor: Actor,
  target: ReplyTarget,
  suggestion: DecidableSuggestion,
  text: string,
): Promise<DecisionEffect> {
  const escalationId = await handleOpenEscalation(services, tx, actor, target.id)
  const current = escalationId === null ? target : ((await lockReplyTarget(tx, target.id)) ?? target)
  const { messageId } = await queueReply(services, tx, current, {
    text,
    warrant: { kind: 'suggestion', memberId: actor.memberId, suggestionId: suggestion.id },
    policyVersion: suggestion.policyVersion,
    idempotencyKey: `suggestion:${suggestion.id}`,
  })
  return { messageId, escalationId }
}
