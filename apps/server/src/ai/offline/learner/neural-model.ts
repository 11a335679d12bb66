import type { SparseVector } from './feature-space.ts'
import type { LabelRule } from './linear-model.ts'

/**
 * One hidden layer over sparse features: `labels × relu(features × meanings)`. A column's meaning is learned together with what
 * follows from it, so that words which lead to the same labels come to stand for each other.
 */
export interface NeuralModel {
  readonly rule: LabelRule
  readonly labels: number
  readonly units: number
  /**
   * Row-major: the hidden units of column 0, then of column 1, …, each row in steps of its `stepSizes`. A byte each is a quarter
   * of what they were learned with, and tells the labels apart as well.
   */
  readonly meanings: Int8Array
  readonly stepSizes: Float32Array
  readonly unitBias: Float32Array
  /** Row-major: what hidden unit 0 says for each label, then unit 1, … */
  readonly weights: Float32Array
  readonly bias: Float32Array
}

export interface NeuralExample {
  readonly vector: SparseVector
  /** What should hold of each label, 0..1; under the rule `one` they sum to one. */
  readonly target: Float32Array
  /** How much it counts; 1 is an example. */
  readonly weight: number
}

export interface NeuralOptions {
  readonly units: number
  readonly epochs: number
  readonly rate: number
  /** Share of an example's features hidden at each visit: no label then rests on a single word (Srivastava et al., JMLR 2014). */
  readonly hidden: number
  /** Share of the units hidden at each visit. */
  readonly hiddenUnits: number
  /** Another number is another draw of everything that is drawn. */
  readonly seed: number
}

/** Vectors have length one and some hundred features: louder, the units start where they can tell texts apart. */
const loudness = 3
const firstMeaning = 0.1
/** A label this near to its target is left alone: most labels are, at most visits. */
const settledSlope = 5e-4
/** What the rate has come down to at the end. */
const lastRate = 0.1

/**
 * Stochastic gradient descent with one adaptive step per column, per unit bias and per label (AdaGrad, Duchi et al., JMLR 2011).
 * Everything that is drawn comes from the seed: the same examples give the same model.
 */
export function trainNeural(
  examples: readonly NeuralExample[],
  shape: { readonly labels: number; readonly columns: number; readonly rule: LabelRule },
  options: NeuralOptions,
): NeuralModel {
  const { labels, columns, rule } = shape
  const { units } = options
  const draw = prepareDraws(options.seed)
  const meanings = new Float32Array(columns * units)
  for (let at = 0; at < meanings.length; at++) meanings[at] = (draw() * 2 - 1) * firstMeaning
  const spread = Math.sqrt(3 / units)
  const weights = Float32Array.from({ length: units * labels }, () => (draw() * 2 - 1) * spread)
  const unitBias = new Float32Array(units)
  const bias = new Float32Array(labels)

  const columnMoved = new Float64Array(columns).fill(1e-4)
  const unitMoved = new Float64Array(units).fill(1e-2)
  const labelMoved = new Float64Array(labels).fill(1e-4)
  const biasMoved = new Float64Array(labels).fill(1e-2)
  const sums = new Float64Array(units)
  const awake = new Int32Array(units + 3)
  const said = new Float64Array(units + 3)
  const asked = new Float64Array(units)
  const gradient = new Float64Array(labels)
  const steps = new Float64Array(labels)
  const wrongLabels = new Int32Array(labels)
  const longest = examples.reduce((most, { vector }) => Math.max(most, vector.columns.length), 0)
  const shownColumns = new Int32Array(longest + 3)
  const shownValues = new Float64Array(longest + 3)
  const order = Int32Array.from(examples, (_, at) => at)
  const featureScale = loudness / (1 - options.hidden)
  const unitScale = 1 / (1 - options.hiddenUnits)

  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, draw)
    const rate = 0.1 * options.rate * (1 - ((1 - lastRate) * epoch) / options.epochs)
    for (const at of order) {
      const example = examples[at] as NeuralExample
      const { columns: given, values } = example.vector
      let shown = 0
      for (let feature = 0; feature < given.length; feature++) {
        if (options.hidden > 0 && draw() < options.hidden) continue
        shownColumns[shown] = given[feature] as number
        shownValues[shown] = (values[feature] as number) * featureScale
        shown += 1
      }
      sums.set(unitBias)
      // Four columns at a time: a unit's sum is then read and written once for four. What is missing from the last four counts nothing.
      shownValues.fill(0, shown, shown + 3)
      shownColumns.fill(0, shown, shown + 3)
      for (let feature = 0; feature < shown; feature += 4) {
        const one = shownValues[feature] as number
        const two = shownValues[feature + 1] as number
        const three = shownValues[feature + 2] as number
        const four = shownValues[feature + 3] as number
        const fromOne = (shownColumns[feature] as number) * units
        const fromTwo = (shownColumns[feature + 1] as number) * units
        const fromThree = (shownColumns[feature + 2] as number) * units
        const fromFour = (shownColumns[feature + 3] as number) * units
        for (let unit = 0; unit < units; unit++) {
          sums[unit] =
            (sums[unit] as number) +
            one * (meanings[fromOne + unit] as number) +
            two * (meanings[fromTwo + unit] as number) +
            three * (meanings[fromThree + unit] as number) +
            four * (meanings[fromFour + unit] as number)
        }
      }
      let count = 0
      let loud = 0
      for (let unit = 0; unit < units; unit++) {
        const sum = sums[unit] as number
        if (sum <= 0 || draw() < options.hiddenUnits) continue
        awake[count] = unit
        said[count] = sum * unitScale
        loud += (sum * unitScale) ** 2
        count += 1
      }
      gradient.set(bias)
      // Units by fours as well, in their order: the sums are the same to the last bit.
      said.fill(0, count, count + 3)
      awake.fill(0, count, count + 3)
      for (let at = 0; at < count; at += 4) {
        const one = said[at] as number
        const two = said[at + 1] as number
        const three = said[at + 2] as number
        const four = said[at + 3] as number
        const fromOne = (awake[at] as number) * labels
        const fromTwo = (awake[at + 1] as number) * labels
        const fromThree = (awake[at + 2] as number) * labels
        const fromFour = (awake[at + 3] as number) * labels
        for (let label = 0; label < labels; label++) {
          gradient[label] =
            (gradient[label] as number) +
            one * (weights[fromOne + label] as number) +
            two * (weights[fromTwo + label] as number) +
            three * (weights[fromThree + label] as number) +
            four * (weights[fromFour + label] as number)
        }
      }
      toProbabilities(rule, gradient)
      let wrong = 0
      for (let label = 0; label < labels; label++) {
        const slope = ((gradient[label] as number) - (example.target[label] as number)) * example.weight
        if (slope < settledSlope && slope > -settledSlope) continue
        wrongLabels[wrong] = label
        gradient[wrong] = slope
        const moved = (labelMoved[label] as number) + (slope * slope * loud) / units
        labelMoved[label] = moved
        steps[wrong] = (rate * slope) / Math.sqrt(moved)
        wrong += 1
        const biasSum = (biasMoved[label] as number) + slope * slope
        biasMoved[label] = biasSum
        bias[label] = (bias[label] as number) - (rate * slope) / Math.sqrt(biasSum)
      }
      // Nothing left to learn from it at this visit.
      if (wrong === 0) continue
      let square = 0
      for (let one = 0; one < count; one++) {
        const value = said[one] as number
        const unit = awake[one] as number
        const from = unit * labels
        let slope = 0
        for (let at = 0; at < wrong; at++) {
          const place = from + (wrongLabels[at] as number)
          const weight = weights[place] as number
          slope += (gradient[at] as number) * weight
          weights[place] = weight - (steps[at] as number) * value
        }
        slope *= unitScale
        asked[one] = slope
        square += slope * slope
        const moved = (unitMoved[unit] as number) + slope * slope
        unitMoved[unit] = moved
        unitBias[unit] = (unitBias[unit] as number) - (rate * slope) / Math.sqrt(moved)
      }
      square /= units
      for (let feature = 0; feature < shown; feature++) {
        const value = shownValues[feature] as number
        const column = shownColumns[feature] as number
        const moved = (columnMoved[column] as number) + square * value * value
        columnMoved[column] = moved
        const step = (rate * value) / Math.sqrt(moved)
        const from = column * units
        for (let one = 0; one < count; one++) {
          const place = from + (awake[one] as number)
          meanings[place] = (meanings[place] as number) - step * (asked[one] as number)
        }
      }
    }
  }
  return { rule, labels, units, ...roundMeanings(meanings, units), unitBias, weights, bias }
}

/** Raw score of every label (logits). */
export function scoreNeural(model: NeuralModel, vector: SparseVector): Float64Array {
  const { labels, units, meanings, stepSizes, weights } = model
  const sums = Float64Array.from(model.unitBias)
  const { columns, values } = vector
  for (let feature = 0; feature < columns.length; feature++) {
    const column = columns[feature] as number
    const value = (values[feature] as number) * loudness * (stepSizes[column] as number)
    const from = column * units
    for (let unit = 0; unit < units; unit++) {
      sums[unit] = (sums[unit] as number) + value * (meanings[from + unit] as number)
    }
  }
  const scores = Float64Array.from(model.bias)
  for (let unit = 0; unit < units; unit++) {
    const sum = sums[unit] as number
    if (sum <= 0) continue
    const from = unit * labels
    for (let label = 0; label < labels; label++) {
      scores[label] = (scores[label] as number) + sum * (weights[from + label] as number)
    }
  }
  return scores
}

function roundMeanings(exact: Float32Array, units: number): { meanings: Int8Array; stepSizes: Float32Array } {
  const meanings = new Int8Array(exact.length)
  const stepSizes = new Float32Array(exact.length / units)
  for (let column = 0; column < stepSizes.length; column++) {
    let largest = 1e-9
    for (let unit = 0; unit < units; unit++) {
      largest = Math.max(largest, Math.abs(exact[column * units + unit] as number))
    }
    const step = largest / 127
    stepSizes[column] = step
    for (let unit = 0; unit < units; unit++) {
      meanings[column * units + unit] = Math.round((exact[column * units + unit] as number) / step)
    }
  }
  return { meanings, stepSizes }
}

function toProbabilities(rule: LabelRule, scores: Float64Array): void {
  if (rule === 'any') {
    for (let label = 0; label < scores.length; label++) {
      scores[label] = 1 / (1 + Math.exp(-(scores[label] as number)))
    }
    return
  }
  let top = Number.NEGATIVE_INFINITY
  for (let label = 0; label < scores.length; label++) top = Math.max(top, scores[label] as number)
  let sum = 0
  for (let label = 0; label < scores.length; label++) {
    const value = Math.exp((scores[label] as number) - top)
    scores[label] = value
    sum += value
  }
  for (let label = 0; label < scores.length; label++) scores[label] = (scores[label] as number) / sum
}

/** Numbers in 0..1 (xorshift, Marsaglia 2003): even enough to choose by, and the same everywhere. */
function prepareDraws(seed: number): () => number {
  let state = (seed * 0x9e3779b9 + 0x7f4a7c15) | 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

function shuffle(order: Int32Array, draw: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(draw() * (at + 1))
    const kept = order[at] as number
    order[at] = order[other] as number
    order[other] = kept
  }
}
