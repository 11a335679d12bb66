import type { SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'
import { suggestionStatuses } from '@countersign/shared/suggestion/suggestion.machine'
import { useTranslation } from 'react-i18next'
import type { Action } from '../../app/action/action.ts'
import { useConsole } from '../../app/console-context.tsx'
import { readDecidedBy } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useToaster } from '../../ui/toast.tsx'
import { editedText } from './edited-text.ts'
import { useSuggestionStore } from './suggestion.store.ts'

export type Decision =
  | { readonly kind: 'approve' }
  | { readonly kind: 'edit'; readonly text: string }
  | { readonly kind: 'reject'; readonly reason: string }
  | { readonly kind: 'escalate'; readonly reason: string }

/** The action a decision stands for. An edit that changed nothing is an approval, and counts as one. */
export function decisionAction(
  suggestion: SuggestionView,
  decision: Decision,
  idempotencyKey: string,
): Action {
  const { id, version, conversationId, text } = suggestion
  const input = { id, version, idempotencyKey }
  switch (decision.kind) {
    case 'approve':
      return { kind: 'suggestion.approve', conversationId, input, text }
    case 'edit':
      return decision.text.trim() === text.trim()
        ? { kind: 'suggestion.approve', conversationId, input, text }
        : { kind: 'suggestion.edit', conversationId, input: { ...input, text: decision.text.trim() } }
    case 'reject':
    case 'escalate': {
      const reason = decision.reason.trim()
      return {
        kind: `suggestion.${decision.kind}`,
        conversationId,
        input: reason === '' ? input : { ...input, reason },
      }
    }
  }
}

const sameIntent = (a: Action, b: Action) =>
  a.kind === b.kind &&
  JSON.stringify({ ...a.input, idempotencyKey: '' }) === JSON.stringify({ ...b.input, idempotencyKey: '' })

/** Decides a suggestion: shown at once, told to the server, taken back aloud when refused. */
export function useDecideSuggestion(
  customerName: string,
): (suggestion: SuggestionView, decision: Decision) => void {
  const { t } = useTranslation()
  const console = useConsole()
  const toaster = useToaster()
  const refusalWords = useRefusalWords()

  const perform = async (suggestion: SuggestionView, action: Action) => {
    const { settle, refuse, fail } = useSuggestionStore.getState()
    settle(suggestion.id)
    toaster.close(suggestion.id)
    const performed = await console.perform(action, customerName)
    switch (performed.kind) {
      case 'done':
        editedText.clear(suggestion.id)
        return
      case 'kept':
        editedText.clear(suggestion.id)
        toaster.show({ id: 'kept', title: t('offline.kept'), note: t('offline.keptNote') })
        return
      case 'failed':
        fail(suggestion.id, { action, code: performed.code })
        toaster.show({
          id: suggestion.id,
          tone: 'red',
          title: t('suggestion.notDecided', { name: customerName }),
          note: refusalWords(performed.code),
          action: { label: t('ui.retry'), run: () => void perform(suggestion, action) },
        })
        return
      case 'refused': {
        const by = readDecidedBy(performed.details)
        const decided = performed.code === 'suggestion.already_decided'
        refuse(
          suggestion.id,
          decided ? { ...by, status: suggestionStatuses.find(status => status === by.status) ?? null } : null,
        )
        toaster.show({
          id: suggestion.id,
          tone: 'amber',
          title: t('suggestion.notDecided', { name: customerName }),
          note:
            decided && by.name !== null
              ? t('suggestion.decidedFirst', { name: by.name })
              : refusalWords(performed.code),
        })
      }
    }
  }

  return (suggestion, decision) => {
    const action = decisionAction(suggestion, decision, console.ports.newId())
    const failed = useSuggestionStore.getState().failures[suggestion.id]?.action
    // The same intention again is a retry, and keeps its key.
    void perform(suggestion, failed !== undefined && sameIntent(failed, action) ? failed : action)
  }
}
