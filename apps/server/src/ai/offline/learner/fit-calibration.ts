import { probabilitiesOf } from './linear-model.ts'

/** Raw scores of one text by a model that never saw it, and the labels that truly hold. */
export interface ScoredRow {
  readonly scores: Float64Array
  readonly labels: readonly number[]
}

const leastTemperature = 0.2
const mostTemperature = 5
const goldenShare = (Math.sqrt(5) - 1) / 2

/**
 * The temperature at which the true labels are least surprising (Guo et al., ICML 2017), by golden-section search over its
 * logarithm; 1 when there is nothing to learn from.
 */
export function fitTemperature(rows: readonly ScoredRow[]): number {
  if (rows.length === 0) return 1
  const surpriseAt = (logarithm: number): number => {
    const temperature = Math.exp(logarithm)
    let sum = 0
    for (const { scores, labels } of rows) {
      const probabilities = probabilitiesOf('one', scores, temperature)
      for (const label of labels) sum -= Math.log(Math.max(1e-12, probabilities[label] ?? 0))
    }
    return sum
  }
  let low = Math.log(leastTemperature)
  let high = Math.log(mostTemperature)
  while (high - low > 0.005) {
    const left = high - goldenShare * (high - low)
    const right = low + goldenShare * (high - low)
    if (surpriseAt(left) < surpriseAt(right)) high = right
    else low = left
  }
  return Math.exp((low + high) / 2)
}

/** The one probability from which labels are taken to hold that gives the best micro-F1; 0.5 when there is nothing to learn from. */
export function fitThreshold(rows: readonly ScoredRow[]): number {
  const guesses = rows.flatMap(({ scores, labels }) =>
    Array.from(probabilitiesOf('any', scores), (probability, label) => ({
      probability,
      holds: labels.includes(label),
    })),
  )
  const holding = guesses.filter(guess => guess.holds).length
  if (holding === 0) return 0.5
  guesses.sort((left, right) => right.probability - left.probability)
  let best = { f1: 0, threshold: 0.5 }
  let hits = 0
  for (const [at, guess] of guesses.entries()) {
    if (guess.holds) hits += 1
    const f1 = (2 * hits) / (at + 1 + holding)
    if (f1 > best.f1) best = { f1, threshold: guess.probability }
  }
  return best.threshold
}
