/** A sparse text as feature names with their weights. */
export type Features = ReadonlyMap<string, number>

export interface LabelledFeatures {
  readonly label: string
  readonly features: Features
}

export interface SoftmaxModel {
  readonly labels: readonly string[]
  /** Feature name → one weight per label. Features unseen in training weigh nothing. */
  readonly weights: ReadonlyMap<string, Float32Array>
  readonly bias: Float32Array
}

export interface TrainOptions {
  readonly epochs: number
  readonly rate: number
  /** L2 shrinkage per step. */
  readonly decay: number
}

/**
 * Multinomial logistic regression by plain stochastic gradient descent. The visiting order is a fixed stride through the examples, so the same
 * examples give the same model on every machine.
 */
export function trainSoftmax(examples: readonly LabelledFeatures[], options: TrainOptions): SoftmaxModel {
  const labels = [...new Set(examples.map(example => example.label))].sort()
  const weights = new Map<string, Float32Array>()
  const bias = new Float32Array(labels.length)
  const targets = examples.map(example => labels.indexOf(example.label))
  for (const { features } of examples) {
    for (const name of features.keys()) {
      if (!weights.has(name)) weights.set(name, new Float32Array(labels.length))
    }
  }
  const stride = strideFor(examples.length)
  const model: SoftmaxModel = { labels, weights, bias }
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const rate = options.rate / (1 + epoch * 0.05)
    for (let step = 0; step < examples.length; step++) {
      const at = (step * stride + epoch) % examples.length
      const example = examples[at]
      if (example === undefined) continue
      const probabilities = predictSoftmax(model, example.features)
      for (let label = 0; label < labels.length; label++) {
        const gradient = (probabilities[label] ?? 0) - (label === targets[at] ? 1 : 0)
        bias[label] = (bias[label] ?? 0) - rate * gradient
        for (const [name, value] of example.features) {
          const row = weights.get(name)
          if (row === undefined) continue
          const weight = row[label] ?? 0
          row[label] = weight - rate * (gradient * value + options.decay * weight)
        }
      }
    }
  }
  return model
}

/** Probability of each label, in the model's order. */
export function predictSoftmax(model: SoftmaxModel, features: Features): Float64Array {
  const scores = new Float64Array(model.labels.length)
  for (let label = 0; label < scores.length; label++) scores[label] = model.bias[label] ?? 0
  for (const [name, value] of features) {
    const row = model.weights.get(name)
    if (row === undefined) continue
    for (let label = 0; label < scores.length; label++) {
      scores[label] = (scores[label] ?? 0) + (row[label] ?? 0) * value
    }
  }
  const top = Math.max(...scores)
  let sum = 0
  for (let label = 0; label < scores.length; label++) {
    const value = Math.exp((scores[label] ?? 0) - top)
    scores[label] = value
    sum += value
  }
  for (let label = 0; label < scores.length; label++) scores[label] = (scores[label] ?? 0) / sum
  return scores
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
