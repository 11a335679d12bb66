import type { Result } from '@countersign/shared/kernel/result'
import type { DecisionView } from '@countersign/shared/suggestion/suggestion.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { type DecisionInput, decideSuggestion } from './decide-suggestion.ts'

/** Throws the draft away: nothing leaves, the conversation waits for a person's own words. */
export function rejectSuggestion(
  services: Services,
  actor: Actor,
  input: DecisionInput & { readonly reason?: string | undefined },
): Promise<Result<DecisionView>> {
  return decideSuggestion(
    services,
    actor,
    'suggestion.reject',
    input,
    () => ({ action: 'reject', finalText: null, editDiff: null, reason: input.reason ?? null }),
    async () => ({ messageId: null, escalationId: null }),
  )
}
