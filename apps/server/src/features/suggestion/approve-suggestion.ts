import type { Result } from '@countersign/shared/kernel/result'
import type { DecisionView } from '@countersign/shared/suggestion/suggestion.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { type DecisionInput, decideSuggestion } from './decide-suggestion.ts'
import { sendDecided } from './send-decided.ts'

/** Sends the draft as it is: the approval binds to these very bytes. */
export function approveSuggestion(
  services: Services,
  actor: Actor,
  input: DecisionInput,
): Promise<Result<DecisionView>> {
  return decideSuggestion(
    services,
    actor,
    'suggestion.approve',
    input,
    suggestion => ({ action: 'approve', finalText: suggestion.text, editDiff: null, reason: null }),
    (tx, target, suggestion) => sendDecided(services, tx, actor, target, suggestion, suggestion.text),
  )
}
