import type { SparseVector } from './feature-space.ts'

/** `one`: exactly one label holds (softmax). `any`: each label holds or not by itself (logistic). */
export type LabelRule = 'one' | 'any'

export interface LinearModel {
  readonly rule: LabelRule
  readonly labels: number
  /** Column-major: the weights of all labels for column 0, then for column 1, … */
  readonly weights: Float32Array
  readonly bias: Float32Array
}

export interface LinearExample {
  readonly vector: SparseVector
  /** Label numbers that hold; exactly one under the rule `one`. */
  readonly labels: readonly number[]
}

export interface LinearOptions {
  readonly epochs: number
  readonly rate: number
}

/** Below this, an example has nothing left to teach in this epoch. */
const settledGradient = 1e-3

/**
 * Logistic regression by stochastic gradient descent with one adaptive step per column (AdaGrad, Duchi et al. 2011, pooled over
 * labels). The visiting order is a fixed stride through the examples, so that the same examples give the same model everywhere.
 */
export function trainLinear(
  examples: readonly LinearExample[],
  shape: { readonly labels: number; readonly columns: number; readonly rule: LabelRule },
  options: LinearOptions,
): LinearModel {
  const { labels } = shape
  const weights = new Float32Array(shape.columns * labels)
  const bias = new Float32Array(labels)
  const moved = new Float32Array(shape.columns).fill(1e-6)
  let biasMoved = 1e-6
  const model: LinearModel = { rule: shape.rule, labels, weights, bias }
  const gradient = new Float64Array(labels)
  const stride = strideFor(examples.length)
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (let step = 0; step < examples.length; step++) {
      const example = examples[(step * stride + epoch) % examples.length]
      if (example === undefined) continue
      const { vector } = example
      scoresInto(model, vector, gradient)
      const size = towardsGradient(model.rule, gradient, example.labels)
      if (size < settledGradient) continue
      let square = 0
      for (let label = 0; label < labels; label++) square += (gradient[label] ?? 0) ** 2
      biasMoved += square
      const biasRate = (0.1 * options.rate) / Math.sqrt(biasMoved)
      for (let label = 0; label < labels; label++) {
        bias[label] = (bias[label] ?? 0) - biasRate * (gradient[label] ?? 0)
      }
      const { columns, values } = vector
      for (let at = 0; at < columns.length; at++) {
        const column = columns[at] ?? 0
        const value = values[at] ?? 0
        const sum = (moved[column] ?? 0) + square * value * value
        moved[column] = sum
        const rate = (options.rate * value) / Math.sqrt(sum)
        const from = column * labels
        for (let label = 0; label < labels; label++) {
          weights[from + label] = (weights[from + label] as number) - rate * (gradient[label] as number)
        }
      }
    }
  }
  return model
}

/** Raw score of every label (logits). */
export function scoreLinear(model: LinearModel, vector: SparseVector): Float64Array {
  const scores = new Float64Array(model.labels)
  scoresInto(model, vector, scores)
  return scores
}

/** Turns raw scores into probabilities at a temperature; above 1 makes them more modest. */
export function probabilitiesOf(rule: LabelRule, scores: Float64Array, temperature = 1): Float64Array {
  const probabilities = scores.map(score => score / temperature)
  if (rule === 'any') return probabilities.map(score => 1 / (1 + Math.exp(-score)))
  softmaxInPlace(probabilities)
  return probabilities
}

function scoresInto(model: LinearModel, vector: SparseVector, scores: Float64Array): void {
  const { labels, weights, bias } = model
  for (let label = 0; label < labels; label++) scores[label] = bias[label] ?? 0
  const { columns, values } = vector
  for (let at = 0; at < columns.length; at++) {
    const value = values[at] as number
    const from = (columns[at] as number) * labels
    for (let label = 0; label < labels; label++) {
      scores[label] = (scores[label] as number) + (weights[from + label] as number) * value
    }
  }
}

/** Scores become the gradient of the loss by them; returns its largest size. */
function towardsGradient(rule: LabelRule, scores: Float64Array, holding: readonly number[]): number {
  if (rule === 'one') softmaxInPlace(scores)
  else
    for (let label = 0; label < scores.length; label++)
      scores[label] = 1 / (1 + Math.exp(-(scores[label] ?? 0)))
  for (const label of holding) scores[label] = (scores[label] ?? 0) - 1
  let largest = 0
  for (let label = 0; label < scores.length; label++)
    largest = Math.max(largest, Math.abs(scores[label] ?? 0))
  return largest
}

function softmaxInPlace(scores: Float64Array): void {
  let top = Number.NEGATIVE_INFINITY
  for (const score of scores) top = Math.max(top, score)
  let sum = 0
  for (let label = 0; label < scores.length; label++) {
    const value = Math.exp((scores[label] ?? 0) - top)
    scores[label] = value
    sum += value
  }
  for (let label = 0; label < scores.length; label++) scores[label] = (scores[label] ?? 0) / sum
}

// A step near the golden section of the length and coprime to it visits every example once and mixes the labels well.
function strideFor(length: number): number {
  let stride = Math.max(1, Math.round(length * 0.618))
  while (gcd(stride, length) !== 1) stride += 1
  return stride
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}
