import { ok, type Result } from '@countersign/shared/kernel/result'
import type { ConversationMode } from '@countersign/shared/suggestion/suggestion.codes'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { type ChangedConversation, changeConversation } from './change-conversation.ts'

/** Gives a conversation a mode of its own, or with null takes it back to its channel's. It holds from the next draft on. */
export function setConversationMode(
  services: Services,
  actor: Actor,
  input: { id: string; mode: ConversationMode | null },
): Promise<Result<ChangedConversation>> {
  return changeConversation(services, actor, input.id, 'conversation_mode_set', conversation =>
    ok(conversation.mode === input.mode ? null : { mode: input.mode }),
  )
}
