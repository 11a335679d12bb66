import { placeInSpace } from './feature-space.ts'
import { type LinearModel, probabilitiesOf, scoreLinear, trainLinear } from './linear-model.ts'
import { fit, type LabelledText, partOf, prepareExamples, type TextClassifier } from './text-classifier.ts'
import { type TextFeatures, textFeatures } from './text-features.ts'

/** Decides whether a text is about any of the labels at all, from how the classifier's scores look. */
export interface ScopeGate {
  readonly model: LinearModel
  readonly means: Float64Array
  readonly spreads: Float64Array
  /** At or above this, a text is out of scope. */
  readonly threshold: number
}

/** Of texts in scope, at most this share may be turned away: each is a customer who asked properly and got no draft. */
export const turnedAwayShare = 0.015
const folds = 5
/** So many folds say enough about the gate; each costs a training. */
const rounds = 3
type Scorer = Pick<TextClassifier, 'space' | 'model' | 'labels'>

/**
 * Learns the gate from texts in scope, each judged by a classifier that was trained without it, and from known texts out of scope.
 * The operating point is the one at which `turnedAwayShare` of the texts in scope are turned away.
 */
export function trainScopeGate(within: readonly LabelledText[], outside: readonly string[]): ScopeGate {
  const prepared = prepareExamples(within)
  const strange = outside.map(textFeatures)
  const signs: { readonly values: Float64Array; readonly outside: boolean }[] = []
  for (let round = 0; round < rounds; round++) {
    const others = prepared.rows.filter((_, at) => partOf(at, folds) !== round)
    const scorer = fit({ ...prepared, rows: others }, 'one')
    for (const [at, row] of prepared.rows.entries()) {
      if (partOf(at, folds) === round) signs.push({ values: signsOf(scorer, row.features), outside: false })
    }
    for (const features of strange) signs.push({ values: signsOf(scorer, features), outside: true })
  }
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
    { epochs: 12, rate: 0.2, decay: 0, smoothing: 0, hidden: 0 },
  )
  const gate = { model, means, spreads, threshold: 1 }
  const proper = signs.filter(row => !row.outside).map(row => strangeness(gate, row.values))
  proper.sort((left, right) => right - left)
  return { ...gate, threshold: proper[Math.floor(proper.length * turnedAwayShare)] ?? 1 }
}

export function isOutOfScope(gate: ScopeGate, scorer: Scorer, text: string): boolean {
  return strangeness(gate, signsOf(scorer, textFeatures(text))) > gate.threshold
}

function strangeness(gate: ScopeGate, values: Float64Array): number {
  const scores = scoreLinear(gate.model, toVector(values, gate.means, gate.spreads))
  return probabilitiesOf('any', scores)[0] ?? 0
}

/** How sure the best label is, by how much it leads, how loud all labels are together, and how much of the text is known. */
function signsOf(scorer: Scorer, features: TextFeatures): Float64Array {
  const scores = scoreLinear(scorer.model, placeInSpace(scorer.space, features))
  const sorted = Array.from(scores).sort((left, right) => right - left)
  const [top = 0, second = 0, third = 0] = sorted
  const loudness = Math.log(sorted.reduce((sum, score) => sum + Math.exp(score - top), 0)) + top
  const spread = mean(sorted)
  const known = features.map(counts => {
    let all = 0
    let met = 0
    for (const hash of counts.keys()) {
      all += 1
      if (scorer.space.columnOf.has(hash)) met += 1
    }
    return all === 0 ? 0 : met / all
  })
  return Float64Array.from([top, top - second, top - third, top - loudness, loudness, top - spread, ...known])
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
