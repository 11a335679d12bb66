import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { type ChangedConversation, changeConversation } from './change-conversation.ts'
import { isActiveMember } from './conversation.repo.ts'

/** Gives a conversation to a colleague, or to nobody. */
export function assignConversation(
  services: Services,
  actor: Actor,
  input: { id: string; memberId: string | null },
): Promise<Result<ChangedConversation>> {
  return changeConversation(services, actor, input.id, 'conversation_assigned', async (conversation, tx) => {
    if (conversation.assigneeId === input.memberId) return ok(null)
    if (input.memberId !== null && !(await isActiveMember(tx, input.memberId))) {
      return refused('auth.forbidden')
    }
    return ok({ assigneeId: input.memberId })
  })
}
