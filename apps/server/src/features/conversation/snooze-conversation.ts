import type { Result } from '@countersign/shared/kernel/result'
import { refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { type ChangedConversation, changeConversation, move } from './change-conversation.ts'

/** Puts a conversation away until a time; a message from the customer brings it back earlier. */
export function snoozeConversation(
  services: Services,
  actor: Actor,
  input: { id: string; until: string },
): Promise<Result<ChangedConversation>> {
  const until = new Date(input.until)
  return changeConversation(services, actor, input.id, 'conversation_snoozed', conversation =>
    until <= services.clock.now()
      ? refused('input.invalid', { until: input.until })
      : move(conversation, 'snoozed', { snoozedUntil: until }),
  )
}
