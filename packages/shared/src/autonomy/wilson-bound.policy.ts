/** Quantile of the normal distribution for a two-sided 95 % interval. */
const z95 = 1.959963984540054

/** A bound as it is told, 0..1 in steps of a thousandth: rounded down, so that it never seems to reach what it does not. */
export function roundBound(bound: number): number {
  return Math.floor(bound * 1000 + 1e-6) / 1000
}

/**
 * Lower end of the Wilson score interval (95 %, two-sided) for `successes` out of `trials`. 0 without trials: no record is no
 * reason for trust.
 */
export function wilsonLowerBound(successes: number, trials: number, z: number = z95): number {
  if (trials <= 0 || successes <= 0) return 0
  const share = Math.max(0, Math.min(1, successes / trials))
  const square = z * z
  const centre = share + square / (2 * trials)
  const spread = z * Math.sqrt((share * (1 - share) + square / (4 * trials)) / trials)
  return Math.max(0, Math.min(1, (centre - spread) / (1 + square / trials)))
}
