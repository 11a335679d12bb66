/** A mail is tried for a day; what it says is out of date by then. */
export const mailPatienceMs = 24 * 3600_000

const firstMs = 15_000
const longestMs = 3600_000

/**
 * When to try again after the try numbered `attempt` (from 1) failed: 15 s, 30 s, 1 min … up to an hour apart, never two
 * senders in step. Null when patience is over.
 *
 * @param random from 0 to 1
 */
export function nextMailAttempt(createdAt: Date, attempt: number, now: Date, random: number): Date | null {
  const pause = Math.min(longestMs, firstMs * 2 ** Math.min(attempt - 1, 20))
  const at = new Date(now.getTime() + Math.round(pause * (0.8 + 0.4 * random)))
  return at.getTime() - createdAt.getTime() > mailPatienceMs ? null : at
}
