export interface JudgedGuess {
  /** 0..1. */
  readonly confidence: number
  readonly correct: boolean
}

/**
 * Expected calibration error (Naeini et al., AAAI 2015): guesses sorted into bins of equal width by confidence; the gap between
 * mean confidence and share of correct guesses in each bin, averaged by bin size. 0 when there are no guesses.
 */
export function calibrationError(guesses: readonly JudgedGuess[], bins = 15): number {
  const sums = Array.from({ length: bins }, () => ({ confidence: 0, correct: 0 }))
  for (const { confidence, correct } of guesses) {
    const bin = sums[Math.min(bins - 1, Math.floor(confidence * bins))]
    if (bin === undefined) throw new Error(`${confidence} is no confidence`)
    bin.confidence += confidence
    bin.correct += correct ? 1 : 0
  }
  if (guesses.length === 0) return 0
  return sums.reduce((total, bin) => total + Math.abs(bin.confidence - bin.correct), 0) / guesses.length
}
