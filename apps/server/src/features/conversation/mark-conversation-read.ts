import { ok, type Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { type ChangedConversation, changeConversation } from './change-conversation.ts'

export function markConversationRead(
  services: Services,
  actor: Actor,
  input: { id: string },
): Promise<Result<ChangedConversation>> {
  return changeConversation(services, actor, input.id, 'conversation_read', conversation =>
    ok(conversation.unreadCount === 0 ? null : { unreadCount: 0 }),
  )
}
