import type { Result } from '@countersign/shared/kernel/result'
import type { DecisionView } from '@countersign/shared/suggestion/suggestion.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { openEscalation } from '../escalation/index.ts'
import { type DecisionInput, decideSuggestion } from './decide-suggestion.ts'

/** Hands the conversation to the escalation queue, with the draft as a suggested response. */
export function escalateSuggestion(
  services: Services,
  actor: Actor,
  input: DecisionInput & { readonly reason?: string | undefined },
): Promise<Result<DecisionView>> {
  return decideSuggestion(
    services,
    actor,
    'suggestion.escalate',
    input,
    () => ({ action: 'escalate', finalText: null, editDiff: null, reason: input.reason ?? null }),
    async (tx, target, suggestion) => ({
      messageId: null,
      escalationId: await openEscalation(services, tx, target, {
        reason: 'complex_issue',
        summary: input.reason ?? null,
        suggestedResponse: suggestion.text,
        clarificationNeeded: null,
        suggestionId: suggestion.id,
        by: { kind: 'member', memberId: actor.memberId },
      }),
    }),
  )
}
