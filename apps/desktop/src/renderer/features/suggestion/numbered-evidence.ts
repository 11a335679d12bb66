import type { SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'

export type Evidence = SuggestionView['evidence'][number]
export type Sentence = SuggestionView['sentences'][number]

export interface NumberedEvidence {
  readonly number: number
  readonly evidence: Evidence
  /** Indexes of the sentences it supports. */
  readonly sentences: readonly number[]
}

/** Evidence as footnotes: numbered in the order in which the sentences use it, unused ones last. */
export function numberEvidence(
  suggestion: Pick<SuggestionView, 'sentences' | 'evidence'>,
): NumberedEvidence[] {
  const order = new Map<string, number[]>()
  suggestion.sentences.forEach((sentence, index) => {
    for (const id of sentence.evidenceIds) order.set(id, [...(order.get(id) ?? []), index])
  })
  const known = new Map(suggestion.evidence.map(evidence => [evidence.id, evidence]))
  const used = [...order.keys()].flatMap(id => known.get(id) ?? [])
  const unused = suggestion.evidence.filter(evidence => !order.has(evidence.id))
  return [...used, ...unused].map((evidence, index) => ({
    number: index + 1,
    evidence,
    sentences: order.get(evidence.id) ?? [],
  }))
}

export function countUnsupported(sentences: readonly Sentence[]): number {
  return sentences.filter(sentence => !sentence.supported).length
}
