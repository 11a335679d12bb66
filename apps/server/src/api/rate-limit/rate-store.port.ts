import type { RateLimit } from './rate-limits.policy.ts'
import type { Taken } from './sliding-window.policy.ts'

/** Where is counted. Every store decides as `takeFromWindow` does, also when many ask at once. */
export interface RateStore {
  /**
   * Counts `cost` against the limit when it fits.
   *
   * @param now milliseconds
   */
  take(key: string, limit: RateLimit, cost: number, now: number): Promise<Taken>
}
