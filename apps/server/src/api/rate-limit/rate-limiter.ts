import { createHmac } from 'node:crypto'
import { AppError } from '@countersign/shared/kernel/app-error'
import type { Clock } from '@countersign/shared/kernel/clock'
import type { Log } from '../../telemetry/log.ts'
import { type RateClass, type RateLimit, rateLimits } from './rate-limits.policy.ts'
import type { RateStore } from './rate-store.port.ts'
import { readWindow } from './sliding-window.policy.ts'

export interface RateVerdict {
  readonly allowed: boolean
  readonly limit: RateLimit
  readonly remaining: number
  /** Until the same is allowed again; 0 when it is. */
  readonly waitSeconds: number
}

export interface RateLimiter {
  /**
   * Counts one attempt of a class.
   *
   * @param subject who or what is counted: an address, a key, a session
   */
  take(name: RateClass, subject: string): Promise<RateVerdict>
}

export interface RateLimiterOptions {
  /** For what each process counts for itself. */
  readonly here: RateStore
  /** For what all processes count together. */
  readonly everywhere: RateStore
  /** Addresses are people's: where processes share counters they are kept as codes made with this. */
  readonly secret: string
  readonly clock: Clock
  readonly log: Log
}

export function makeRateLimiter(options: RateLimiterOptions): RateLimiter {
  const { here, everywhere, clock, log } = options
  const key = createHmac('sha256', options.secret).update('rate limits').digest()
  const nameOf = (subject: string) =>
    createHmac('sha256', key).update(subject).digest('base64url').slice(0, 22)
  return {
    async take(name, subject) {
      const limit: RateLimit = rateLimits[name]
      const now = clock.now().getTime()
      const alone = () => here.take(`${name}:${subject}`, limit, 1, now)
      const taken =
        limit.counted === 'here'
          ? await alone()
          : await everywhere.take(`${name}:${nameOf(subject)}`, limit, 1, now).catch(error => {
              // Neither everybody locked out nor everybody let in: this process counts what it sees.
              log.warn({ err: error, class: name }, 'limits are counted by this process alone')
              return alone()
            })
      const { remaining, waitMs } = readWindow(taken.window, limit, 1, now)
      return {
        allowed: taken.allowed,
        limit,
        remaining,
        waitSeconds: taken.allowed ? 0 : Math.max(1, Math.ceil(waitMs / 1000)),
      }
    },
  }
}

/** What an answer tells of the limit it was counted against. */
export function rateHeaders({ allowed, limit, remaining, waitSeconds }: RateVerdict): Record<string, string> {
  const seconds = limit.windowMs / 1000
  return {
    'ratelimit-policy': `${limit.max};w=${seconds}`,
    'ratelimit-limit': String(limit.max),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(allowed ? seconds : waitSeconds),
    ...(allowed ? {} : { 'retry-after': String(waitSeconds) }),
  }
}

export function rateRefusal({ waitSeconds }: RateVerdict): AppError {
  return new AppError('rate.limited', 'Too many requests; try again later', {
    details: { retryAfterSeconds: waitSeconds },
  })
}
