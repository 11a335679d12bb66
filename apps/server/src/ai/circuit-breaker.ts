import type { Clock } from '@countersign/shared/kernel/clock'

export interface CircuitBreaker {
  /** May a call be made now? After a pause one call is let through to see whether the other side is back. */
  allows(): boolean
  succeeded(): void
  failed(): void
  /** The call ended without telling anything about the provider. */
  released(): void
}

export interface CircuitBreakerOptions {
  readonly clock: Clock
  /** Failures in a row that open it. */
  readonly threshold: number
  /** Milliseconds it stays open before one call may try. */
  readonly pauseMs: number
}

/** Stops calling a provider that keeps failing, so that drafts fall back at once instead of each waiting out its time. */
export function createCircuitBreaker({ clock, threshold, pauseMs }: CircuitBreakerOptions): CircuitBreaker {
  let failures = 0
  let openUntil = 0
  let trying = false
  return {
    allows() {
      if (failures < threshold) return true
      if (trying || clock.now().getTime() < openUntil) return false
      trying = true
      return true
    },
    succeeded() {
      failures = 0
      trying = false
    },
    failed() {
      failures += 1
      trying = false
      if (failures >= threshold) openUntil = clock.now().getTime() + pauseMs
    },
    released() {
      trying = false
    },
  }
}
