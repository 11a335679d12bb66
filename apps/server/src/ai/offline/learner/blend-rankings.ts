import type { RankedPassage } from '@countersign/shared/text/rank-passages'
import type { RankedLabel } from './text-classifier.ts'

/** How much a passage's lead counts against what was learned; chosen on four folds of labelled dialogues (see docs/evaluation.md). */
const passageShare = 1.5
const leastProbability = 1e-6

/**
 * Labels that have a page each (a playbook, an article), best first: by what examples say of the label and what the page says of the
 * text. A label without a page, or a page without a label, goes by the other alone.
 */
export function blendRankings(labels: readonly RankedLabel[], passages: readonly RankedPassage[]): string[] {
  const scores = new Map(passages.map(({ id, score }) => [id, passageShare * score]))
  const learned = new Map(labels.map(({ label, probability }) => [label, probability]))
  const blended = [...new Set([...learned.keys(), ...scores.keys()])].map(label => ({
    label,
    score: Math.log((learned.get(label) ?? 0) + leastProbability) + (scores.get(label) ?? 0),
  }))
  return blended.sort((left, right) => right.score - left.score).map(({ label }) => label)
}
