import { type FeatureSpace, placeInSpace } from './feature-space.ts'
import { type LinearModel, probabilitiesOf, scoreLinear, trainLinear } from './linear-model.ts'
import { type LabelledText, meanScores, outsideLabel, type TextClassifier, train } from './text-classifier.ts'
import { type TextFeatures, textFeatures } from './text-features.ts'

/** Decides whether a text is about any of the labels at all, from how the classifier's scores look. */
export interface ScopeGate {
  readonly model: LinearModel
  readonly means: Float64Array
  readonly spreads: Float64Array
  /** At or above this, a text is out of scope. */
  readonly threshold: number
}

export interface ScopedClassifier {
  /** Knows `outsideLabel` as one of its labels when it was shown texts of that kind. */
  readonly classifier: TextClassifier
  readonly gate: ScopeGate
  /** Share of texts that members learned without them put under the right label, 0..1. */
  readonly accuracy: number
}

export interface ScopedPrediction {
  readonly outside: boolean
  /** How sure the gate is that no label fits, 0..1. */
  readonly strangeness: number
  /** The text has no word that was ever learned from. */
  readonly nothingKnown: boolean
  /** Every label, `outsideLabel` among them, with its probability, best first. */
  readonly ranked: readonly { readonly label: string; readonly probability: number }[]
}

/** Of texts in scope, at most this share may be turned away: each is a customer who asked properly and got no draft. */
export const turnedAwayShare = 0.015

/**
 * Learns labels and, from what the members say of the texts they left out, when none of them fits. The operating point is the
 * one at which `turnedAwayShare` of the texts in scope are turned away.
 *
 * @param outside texts that no label fits
 * @param unlabelled see `trainTextClassifier`
 */
export function trainScopedClassifier(
  within: readonly LabelledText[],
  outside: readonly string[],
  unlabelled: readonly string[] = [],
): ScopedClassifier {
  const strange = outside.map(text => ({ text, labels: [outsideLabel] }))
  const { classifier, keptOut } = train([...within, ...strange], 'one', unlabelled)
  const none = classifier.labels.indexOf(outsideLabel)
  const signs = keptOut.map(({ scores, features, labels }) => ({
    values: signsOf(classifier.space, features, scores, none),
    outside: labels.includes(none),
  }))
  const width = signs[0]?.values.length ?? 0
  const means = Float64Array.from({ length: width }, (_, sign) =>
    mean(signs.map(row => row.values[sign] ?? 0)),
  )
  const spreads = Float64Array.from({ length: width }, (_, sign) =>
    Math.max(1e-9, Math.sqrt(mean(signs.map(row => ((row.values[sign] ?? 0) - (means[sign] ?? 0)) ** 2)))),
  )
  const model = trainLinear(
    signs.map(row => ({ vector: toVector(row.values, means, spreads), labels: row.outside ? [0] : [] })),
    { labels: 1, columns: width, rule: 'any' },
    { epochs: 12, rate: 0.2 },
  )
  const gate = { model, means, spreads, threshold: 1 }
  const proper = signs.filter(row => !row.outside).map(row => strangenessOf(gate, row.values))
  proper.sort((left, right) => right - left)
  const right = keptOut.filter(({ scores, labels }) => labels.includes(scores.indexOf(Math.max(...scores))))
  return {
    classifier,
    gate: { ...gate, threshold: proper[Math.floor(proper.length * turnedAwayShare)] ?? 1 },
    accuracy: keptOut.length === 0 ? 0 : right.length / keptOut.length,
  }
}

export function classifyScoped({ classifier, gate }: ScopedClassifier, text: string): ScopedPrediction {
  const features = textFeatures(text)
  const scores = meanScores(classifier.members, placeInSpace(classifier.space, features))
  const none = classifier.labels.indexOf(outsideLabel)
  const strangeness = strangenessOf(gate, signsOf(classifier.space, features, scores, none))
  const probabilities = probabilitiesOf('one', scores, classifier.temperature)
  const ranked = classifier.labels
    .map((label, at) => ({ label, probability: probabilities[at] ?? 0 }))
    .sort((left, right) => right.probability - left.probability)
  return {
    outside: strangeness > gate.threshold || ranked[0]?.label === outsideLabel,
    strangeness,
    nothingKnown: !features.some(counts =>
      Array.from(counts.keys()).some(hash => classifier.space.columnOf.has(hash)),
    ),
    ranked,
  }
}

function strangenessOf(gate: ScopeGate, values: Float64Array): number {
  const scores = scoreLinear(gate.model, toVector(values, gate.means, gate.spreads))
  return probabilitiesOf('any', scores)[0] ?? 0
}

/**
 * How sure the best label is, by how much it leads, how loud all labels are together, how they compare with "none of these", and how
 * much of the text is known.
 */
function signsOf(
  space: FeatureSpace,
  features: TextFeatures,
  scores: Float64Array,
  none: number,
): Float64Array {
  const sorted = Array.from(scores)
    .filter((_, at) => at !== none)
    .sort((left, right) => right - left)
  const [top = 0, second = 0, third = 0] = sorted
  const loudness = Math.log(sorted.reduce((sum, score) => sum + Math.exp(score - top), 0)) + top
  const against = none < 0 ? 0 : (scores[none] ?? 0)
  const known = features.map(counts => {
    let all = 0
    let met = 0
    for (const hash of counts.keys()) {
      all += 1
      if (space.columnOf.has(hash)) met += 1
    }
    return all === 0 ? 0 : met / all
  })
  return Float64Array.from([
    top,
    top - second,
    top - third,
    top - loudness,
    loudness,
    top - mean(sorted),
    against - top,
    ...known,
  ])
}

function toVector(values: Float64Array, means: Float64Array, spreads: Float64Array) {
  return {
    columns: Int32Array.from(values, (_, at) => at),
    values: Float32Array.from(values, (value, at) => (value - (means[at] ?? 0)) / (spreads[at] ?? 1)),
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
