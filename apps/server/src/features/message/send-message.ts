import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { SentMessageView } from '@countersign/shared/message/message.contract'
import type { Actor } from '../../api/actor.ts'
import { answerOnce } from '../../api/answer-once.ts'
import type { Services } from '../../api/services.ts'
import { supersedePending } from '../suggestion/index.ts'
import { lockReplyTarget } from './message.repo.ts'
import { queueReply } from './queue-reply.ts'

export interface SendMessage {
  readonly conversationId: string
  readonly text: string
  readonly idempotencyKey: string
}

/** A person's own words: approved by their author. They answer the customer, so a draft that was waiting is void. */
export function sendMessage(
  services: Services,
  actor: Actor,
  input: SendMessage,
): Promise<Result<SentMessageView>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const target = await lockReplyTarget(tx, input.conversationId)
    if (target === null) return refused('conversation.not_found')
    return answerOnce(services, tx, actor, 'message.send', input, async () => {
      await supersedePending(services, tx, target.id)
      const { messageId } = await queueReply(services, tx, target, {
        text: input.text,
        warrant: { kind: 'own_message', memberId: actor.memberId },
        policyVersion: 0,
        idempotencyKey: `${actor.memberId}:${input.idempotencyKey}`,
      })
      return ok({ messageId, conversationId: target.id })
    })
  })
}
