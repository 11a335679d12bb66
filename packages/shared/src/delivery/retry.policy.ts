/** Tries before a reply is given up. */
export const deliveryTries = 8

const firstWaitMs = 1000
const longestWaitMs = 5 * 60_000

/**
 * How long to wait after a failed try: doubling, with full jitter, so that many waiting replies do not come back at
 * once. What the provider asks for is obeyed when it is longer.
 *
 * @param attempt tries made so far, at least 1
 * @param retryAfterMs the provider's own wish, or null
 * @param random uniform in 0..1
 * @returns milliseconds, or null when it is time to give up
 */
export function retryDelay(
  attempt: number,
  retryAfterMs: number | null,
  random: () => number,
): number | null {
  if (attempt >= deliveryTries) return null
  const ceiling = Math.min(longestWaitMs, firstWaitMs * 2 ** (attempt - 1))
  const wait = ceiling / 2 + (random() * ceiling) / 2
  return Math.round(Math.max(wait, retryAfterMs ?? 0))
}

/** Failures that say the reply itself is wrong by now, or can never be said there: trying again would not change that. */
const final = new Set([
  'reply.voided_by_newer_message',
  'reply.catalogue_changed',
  'reply.too_long_for_channel',
  'channel.no_adapter',
])

/** May a person have a reply that failed with this code tried again? */
export function isRetryable(error: string | null): boolean {
  return error === null || !final.has(error)
}
