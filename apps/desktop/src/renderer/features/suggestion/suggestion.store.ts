import { create } from 'zustand'
import type { Action } from '../../app/action/action.ts'
import type { Decided } from './shown-suggestion.ts'

export interface FailedDecision {
  /** Performed again as it is, so the idempotency key stays. */
  readonly action: Action
  readonly code: string
}

interface SuggestionState {
  /** Sentence in focus, per suggestion: the card sets it, the evidence column reads it. */
  readonly focus: { readonly suggestionId: string; readonly sentence: number } | null
  readonly own: ReadonlySet<string>
  readonly refusals: Readonly<Record<string, Decided>>
  readonly failures: Readonly<Record<string, FailedDecision>>
  setFocus(suggestionId: string, sentence: number | null): void
  /** This member decided it. */
  settle(suggestionId: string): void
  /** The server refused: it is not this member's decision after all. */
  refuse(suggestionId: string, decided: Decided | null): void
  fail(suggestionId: string, failed: FailedDecision): void
}

const without = <T>(record: Readonly<Record<string, T>>, id: string) =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== id))

export const useSuggestionStore = create<SuggestionState>(set => ({
  focus: null,
  own: new Set(),
  refusals: {},
  failures: {},
  setFocus: (suggestionId, sentence) => set({ focus: sentence === null ? null : { suggestionId, sentence } }),
  settle: id => set(state => ({ own: new Set(state.own).add(id), failures: without(state.failures, id) })),
  refuse: (id, decided) =>
    set(state => ({
      own: new Set([...state.own].filter(other => other !== id)),
      refusals: decided === null ? state.refusals : { ...state.refusals, [id]: decided },
      failures: without(state.failures, id),
    })),
  fail: (id, failed) =>
    set(state => ({
      own: new Set([...state.own].filter(other => other !== id)),
      failures: { ...state.failures, [id]: failed },
    })),
}))
