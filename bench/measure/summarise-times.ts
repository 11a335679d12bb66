export interface TimeSummary {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly max: number
}

/**
 * Percentiles by the nearest rank: each is a time that was really measured.
 *
 * @param times milliseconds, in any order
 * @throws when there are none: a figure of nothing measured is no figure
 */
export function summariseTimes(times: readonly number[]): TimeSummary {
  const sorted = [...times].sort((left, right) => left - right)
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  const [p50, p95, max] = [rank(0.5), rank(0.95), sorted.at(-1)]
  if (p50 === undefined || p95 === undefined || max === undefined) throw new Error('nothing was measured')
  return { count: sorted.length, p50, p95, max }
}

export function median(values: readonly number[]): number {
  return summariseTimes(values).p50
}
