import { type FeatureSpace, fitFeatureSpace, placeInSpace } from './feature-space.ts'
import { fitTemperature, fitThreshold, type ScoredRow } from './fit-calibration.ts'
import {
  type LabelRule,
  type LinearModel,
  type LinearOptions,
  probabilitiesOf,
  scoreLinear,
  trainLinear,
} from './linear-model.ts'
import { type TextFeatures, textFeatures } from './text-features.ts'

export interface LabelledText {
  readonly text: string
  /** Exactly one under the rule `one`; none or several under `any`. */
  readonly labels: readonly string[]
}

export interface TextClassifier {
  readonly rule: LabelRule
  readonly labels: readonly string[]
  readonly space: FeatureSpace
  readonly model: LinearModel
  /** Raw scores are divided by it, so that a probability of 0.8 is right in 8 cases of 10. */
  readonly temperature: number
  /** Under the rule `any`: labels at or above this probability hold. */
  readonly threshold: number
}

export interface RankedLabel {
  readonly label: string
  readonly probability: number
}

/** Fewer examples than this are all needed: calibration then rotates through folds instead of setting one aside. */
const fewExamples = 2500
const folds = 5
/** With fewer examples per label than this a word seen once is still a lead. */
const fewPerLabel = 30

/**
 * Learns labels from texts and calibrates itself on examples that were kept out of a first training. Same examples, same
 * classifier. Some 9,000 examples of 77 labels take seconds: outside tests, call it in a worker thread.
 */
export function trainTextClassifier(examples: readonly LabelledText[], rule: LabelRule): TextClassifier {
  const prepared = prepareExamples(examples)
  const trained = fit(prepared, rule)
  const rows = scoreKeptOut(prepared, rule, prepared.rows.length < fewExamples ? folds : 1)
  const temperature = rule === 'one' ? fitTemperature(rows) : 1
  return { ...trained, temperature, threshold: rule === 'any' ? fitThreshold(rows) : 0 }
}

/** Every label with its probability, best first. */
export function rankLabels(classifier: TextClassifier, text: string): RankedLabel[] {
  const scores = scoreText(classifier, text)
  const probabilities = probabilitiesOf(classifier.rule, scores, classifier.temperature)
  return classifier.labels
    .map((label, at) => ({ label, probability: probabilities[at] ?? 0 }))
    .sort((left, right) => right.probability - left.probability)
}

export function scoreText(classifier: Pick<TextClassifier, 'model' | 'space'>, text: string): Float64Array {
  return scoreLinear(classifier.model, placeInSpace(classifier.space, textFeatures(text)))
}

interface PreparedRow {
  readonly features: TextFeatures
  readonly labels: readonly number[]
}

export interface PreparedExamples {
  readonly labels: readonly string[]
  /** What each label is called, as a text of that label: where examples are few, its name is one more. */
  readonly names: readonly PreparedRow[]
  readonly rows: readonly PreparedRow[]
}

export function prepareExamples(examples: readonly LabelledText[]): PreparedExamples {
  const labels = [...new Set(examples.flatMap(example => example.labels))].sort()
  const numberOf = new Map(labels.map((label, at) => [label, at]))
  return {
    labels,
    names: labels.map((label, at) => ({ features: textFeatures(label.replaceAll('_', ' ')), labels: [at] })),
    rows: examples.map(example => ({
      features: textFeatures(example.text),
      labels: example.labels.flatMap(label => numberOf.get(label) ?? []),
    })),
  }
}

/** Which of `parts` parts a row falls in: labels come in runs, so neighbours must part. */
export const partOf = (at: number, parts: number): number => at % parts

export function fit(
  prepared: PreparedExamples,
  rule: LabelRule,
): Pick<TextClassifier, 'rule' | 'labels' | 'space' | 'model'> {
  const { labels } = prepared
  const few = prepared.rows.length < fewPerLabel * labels.length
  const rows = few && rule === 'one' ? [...prepared.rows, ...prepared.names] : prepared.rows
  const space = fitFeatureSpace(
    rows.map(row => row.features),
    few ? 1 : 2,
  )
  const model = trainLinear(
    rows.map(row => ({ vector: placeInSpace(space, row.features), labels: row.labels })),
    { labels: labels.length, columns: space.columnOf.size, rule },
    optionsFor(rule, few),
  )
  return { rule, labels, space, model }
}

// Chosen on folds of the development rows of three labelled collections (see docs/evaluation.md).
function optionsFor(rule: LabelRule, few: boolean): LinearOptions {
  // Without a spread target, labels that hold in one text of a hundred are pushed far below any useful threshold.
  if (rule === 'any') return { epochs: 12, rate: 2, decay: 0, smoothing: 0.05, hidden: 0 }
  // Hiding features costs nothing and saves time where examples are many; where they are few every lead is needed.
  if (few) return { epochs: 20, rate: 1, decay: 0, smoothing: 0, hidden: 0 }
  return { epochs: 16, rate: 0.7, decay: 0, smoothing: 0, hidden: 0.8 }
}

/** Raw scores of rows by models that were trained without them. */
function scoreKeptOut(prepared: PreparedExamples, rule: LabelRule, rounds: number): ScoredRow[] {
  const scored: ScoredRow[] = []
  for (let round = 0; round < rounds; round++) {
    const kept = prepared.rows.filter((_, at) => partOf(at, folds) === round)
    const others = prepared.rows.filter((_, at) => partOf(at, folds) !== round)
    if (kept.length === 0 || others.length === 0) continue
    const trained = fit({ ...prepared, rows: others }, rule)
    for (const row of kept) {
      const scores = scoreLinear(trained.model, placeInSpace(trained.space, row.features))
      scored.push({ scores, labels: row.labels })
    }
  }
  return scored
}
