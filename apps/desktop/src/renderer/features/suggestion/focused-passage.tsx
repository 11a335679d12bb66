import type { SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'
import { numberEvidence } from './numbered-evidence.ts'
import { Quote } from './quote.tsx'
import { useSuggestionStore } from './suggestion.store.ts'

/** Where the evidence column does not fit, the focused sentence brings its passage into the card. */
export function FocusedPassage({ suggestion }: { suggestion: SuggestionView }) {
  const focused = useSuggestionStore(store =>
    store.focus?.suggestionId === suggestion.id ? store.focus.sentence : null,
  )
  const sentence = suggestion.sentences[focused ?? 0]
  const support = numberEvidence(suggestion).find(({ evidence }) =>
    sentence?.evidenceIds.includes(evidence.id),
  )
  if (sentence === undefined || support === undefined) return null
  return (
    <p className="line-clamp-3 border-l-2 border-accent-line pl-2.5 text-xs text-ink-2 trio:hidden">
      <span className="font-medium text-ink">
        {support.number} · {support.evidence.title}
      </span>{' '}
      <Quote quote={support.evidence.quote} sentence={sentence.text} lit />
    </p>
  )
}
