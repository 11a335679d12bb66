import type { ConversationDetail } from '@countersign/shared/conversation/conversation.contract'
import type { SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'
import { useState } from 'react'
import { useDraftStream } from '../../app/console-context.tsx'
import { type CardState, cardState } from './shown-suggestion.ts'
import { useSuggestionStore } from './suggestion.store.ts'

/** The card's state, and the way to let go of an overtaken draft. Mounted once per conversation (`key`). */
export function useCardState(detail: ConversationDetail): { state: CardState; refresh(): void } {
  const [held, setHeld] = useState<SuggestionView | null>(detail.suggestion)
  const stream = useDraftStream(detail.conversation.id)
  const own = useSuggestionStore(store => held !== null && store.own.has(held.id))
  const refusal = useSuggestionStore(store => (held === null ? null : (store.refusals[held.id] ?? null)))
  const state = cardState({ detail, held, own, refusal, stream: stream?.text ?? null })

  const live = detail.suggestion
  // What is on screen as pending is what the person is reading from now on.
  if (state.kind === 'pending' && state.suggestion !== held) setHeld(state.suggestion)
  return { state, refresh: () => setHeld(live) }
}
