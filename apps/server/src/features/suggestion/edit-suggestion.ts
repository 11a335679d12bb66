import type { Result } from '@countersign/shared/kernel/result'
import type { DecisionView } from '@countersign/shared/suggestion/suggestion.contract'
import { diffWords } from '@countersign/shared/text/diff-words'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { type DecisionInput, decideSuggestion } from './decide-suggestion.ts'
import { sendDecided } from './send-decided.ts'

/** Sends a person's version of the draft. An edit that changes nothing is an approval, and counts as one. */
export function editSuggestion(
  services: Services,
  actor: Actor,
  input: DecisionInput & { readonly text: string },
): Promise<Result<DecisionView>> {
  return decideSuggestion(
    services,
    actor,
    'suggestion.edit',
    input,
    suggestion =>
      suggestion.text === input.text
        ? { action: 'approve', finalText: input.text, editDiff: null, reason: null }
        : {
            action: 'edit',
            finalText: input.text,
            editDiff: diffWords(suggestion.text, input.text),
            reason: null,
          },
    (tx, target, suggestion) => sendDecided(services, tx, actor, target, suggestion, input.text),
  )
}
