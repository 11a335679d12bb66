/**
 * Milliseconds to wait before try number `attempt` (0 = the first repeat): doubles from `base` up to `cap`, of which
 * a random half is taken off so that the visitors of a shop do not all come back in the same second.
 */
export function backoff(attempt: number, random: number, base = 1_000, cap = 30_000): number {
  const full = Math.min(cap, base * 2 ** Math.min(attempt, 16))
  return Math.round(full * (0.5 + random / 2))
}
