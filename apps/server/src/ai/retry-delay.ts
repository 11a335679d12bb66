export interface RetryDelayInput {
  /** 1 for the first retry. */
  readonly attempt: number
  readonly headers: { get(name: string): string | null } | null
  readonly now: Date
  /** 0..1. */
  readonly random: number
}

const baseMs = 400
const capMs = 8000

/**
 * Milliseconds to wait before a retry: what the provider asks for (`retry-after-ms`, or `retry-after` in seconds or as a date), plus a little jitter
 * so that many workers do not return at one instant; without a wish, exponential with full jitter.
 */
export function retryDelayMs({ attempt, headers, now, random }: RetryDelayInput): number {
  const wished = wishedMs(headers, now)
  if (wished !== null) return wished + Math.round(random * 100)
  return Math.round(random * Math.min(capMs, baseMs * 2 ** (attempt - 1)))
}

function wishedMs(headers: RetryDelayInput['headers'], now: Date): number | null {
  const inMs = headers?.get('retry-after-ms')
  if (inMs !== null && inMs !== undefined && Number.isFinite(Number(inMs))) return Math.max(0, Number(inMs))
  const after = headers?.get('retry-after')
  if (after === null || after === undefined) return null
  const seconds = Number(after)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(after)
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime())
}
