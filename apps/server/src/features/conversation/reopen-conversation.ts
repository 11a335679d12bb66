import type { Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { type ChangedConversation, changeConversation, move } from './change-conversation.ts'

/** Takes a resolved or snoozed conversation up again. */
export function reopenConversation(
  services: Services,
  actor: Actor,
  input: { id: string },
): Promise<Result<ChangedConversation>> {
  return changeConversation(services, actor, input.id, 'conversation_reopened', conversation =>
    move(conversation, 'reopened', { snoozedUntil: null }),
  )
}
