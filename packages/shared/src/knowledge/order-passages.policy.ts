import type { Mention } from '../text/find-named.ts'
import { passageSimilarity } from '../text/passage-similarity.ts'
import { indexPassages, rankPassages } from '../text/rank-passages.ts'

/** A passage that may answer a question. */
export interface CandidatePassage {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly headings: readonly string[]
  /** All questions of a FAQ entry; none otherwise. */
  readonly questions: readonly string[]
  /** The product, place or order it is about. */
  readonly about: string | null
}

/** How a passage came to be a candidate. */
export interface CandidateSignals {
  /** Of the vectors, where both are of one model. */
  readonly cosine: number | null
}

export interface OrderedPassage {
  readonly id: string
  /** 0..1, on one scale for all kinds of evidence. */
  readonly similarity: number
  /** 0..1, the share of the best candidate's rank. */
  readonly rank: number
  /** The closest of its own questions. */
  readonly question: string | null
}

export type PassageOrder = (
  question: string,
  ids: readonly string[],
  signals: ReadonlyMap<string, CandidateSignals>,
  about: readonly Mention[],
) => OrderedPassage[]

/** What the best rank among the candidates is worth beside a similarity of 1. */
const orderShare = 0.3
/** What a passage about another thing than the one talked about keeps. */
const elsewhereShare = 0.3
/** A thing named less surely than this narrows nothing. */
const leastMention = 0.45

/**
 * Prepares to order the candidates of one or several questions. Similarity says how well a passage fits, on a scale thresholds can be
 * set on; the rank says which of two that fit alike is the better one, by the code `npm run eval` measures. Both together found
 * the right FAQ first in 74 of 100 questions of stackfaq where similarity alone found 67 (docs/decisions/0009-retrieval.md).
 */
export function prepareOrder(candidates: readonly CandidatePassage[]): PassageOrder {
  const byId = new Map(candidates.map(one => [one.id, one]))
  const index = indexPassages(
    candidates.map(one => ({
      id: one.id,
      head: [one.title, ...one.headings, ...one.questions].join('\n'),
      body: one.text,
      about: null,
    })),
  )
  return (question, ids, signals, about) => {
    const wanted = new Set(ids)
    const ranked = rankPassages(index, question, { limit: candidates.length }).filter(one =>
      wanted.has(one.id),
    )
    const best = Math.max(...ranked.map(one => one.score), Number.EPSILON)
    const fit = narrowing(about)
    return ranked
      .flatMap(({ id, score }) => {
        const one = byId.get(id)
        if (one === undefined) return []
        const closest = closestQuestion(question, one.questions)
        const parts = { title: one.title, text: one.text, headings: one.headings, question: closest }
        const kept = fit(one.about)
        const similarity = passageSimilarity(question, parts, signals.get(id)?.cosine ?? null) * kept
        const rank = Math.max(0, score / best)
        const order = similarity + orderShare * rank * kept
        return [{ passage: { id, similarity, rank, question: closest }, order }]
      })
      .sort((left, right) => right.order - left.order || (left.passage.id < right.passage.id ? -1 : 1))
      .map(one => one.passage)
  }
}

/** What passages about this and that keep: all of it about nothing in particular or the thing talked about. */
function narrowing(about: readonly Mention[]): (thing: string | null) => number {
  const strongest = about[0]?.strength ?? 0
  if (strongest < leastMention) return () => 1
  const strengths = new Map(about.map(({ name, strength }) => [name, strength / strongest]))
  return thing => (thing === null ? 1 : elsewhereShare + (1 - elsewhereShare) * (strengths.get(thing) ?? 0))
}

function closestQuestion(asked: string, questions: readonly string[]): string | null {
  const [closest] = questions
    .map(question => ({ question, fit: passageSimilarity(asked, { title: '', text: '', question }) }))
    .sort((left, right) => right.fit - left.fit)
  return closest?.question ?? null
}
