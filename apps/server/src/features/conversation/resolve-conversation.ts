import type { Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { dismissOpenEscalation } from '../escalation/index.ts'
import { supersedePending } from '../suggestion/index.ts'
import { type ChangedConversation, changeConversation, move } from './change-conversation.ts'

/** Closes a conversation. Its live draft and its open escalation end with it. */
export function resolveConversation(
  services: Services,
  actor: Actor,
  input: { id: string },
): Promise<Result<ChangedConversation>> {
  return changeConversation(services, actor, input.id, 'conversation_resolved', async (conversation, tx) => {
    const change = move(conversation, 'resolved', { unreadCount: 0, pendingSuggestionId: null })
    if (!change.ok) return change
    await supersedePending(services, tx, input.id)
    await dismissOpenEscalation(services, tx, actor, input.id, 'conversation resolved')
    return change
  })
}
