import { ok, type Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { type ChangedConversation, changeConversation } from './change-conversation.ts'

/** Lets the AI draft in a conversation, or not. */
export function setConversationAi(
  services: Services,
  actor: Actor,
  input: { id: string; enabled: boolean },
): Promise<Result<ChangedConversation>> {
  return changeConversation(services, actor, input.id, 'conversation_ai_set', conversation =>
    ok(conversation.aiEnabled === input.enabled ? null : { aiEnabled: input.enabled }),
  )
}
