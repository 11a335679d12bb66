import type { JudgedGuess } from './calibration-error.ts'

/**
 * The largest share of guesses that could be acted on, taking the most confident first, with at least `accuracy` of them correct.
 * Guesses of equal confidence are taken together, since no threshold can part them.
 */
export function coverageAtAccuracy(guesses: readonly JudgedGuess[], accuracy: number): number {
  const sorted = [...guesses].sort((left, right) => right.confidence - left.confidence)
  let correct = 0
  let covered = 0
  for (const [at, guess] of sorted.entries()) {
    if (guess.correct) correct += 1
    const last = sorted[at + 1]?.confidence !== guess.confidence
    if (last && correct >= accuracy * (at + 1)) covered = at + 1
  }
  return guesses.length === 0 ? 0 : covered / guesses.length
}
