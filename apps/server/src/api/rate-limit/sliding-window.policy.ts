import type { RateLimit } from './rate-limits.policy.ts'

/** What was counted against one limit: in the window that began at `startedAt`, and in the one before it. */
export interface RateWindow {
  readonly startedAt: number
  readonly usedBefore: number
  readonly used: number
}

/** A store's answer. `window` is what is counted afterwards. */
export interface Taken {
  readonly allowed: boolean
  readonly window: RateWindow
}

/**
 * Counts `cost` when it fits. The window slides: what was counted in the window before weighs as much as of it is still
 * within reach. All whole numbers: PostgreSQL and Redis do the same sum, and must come to the same answer.
 *
 * @param now milliseconds
 */
export function takeFromWindow(
  before: RateWindow | null,
  limit: Pick<RateLimit, 'max' | 'windowMs'>,
  cost: number,
  now: number,
): Taken {
  const window = before === null ? emptyWindow(now) : moveWindow(before, limit.windowMs, now)
  const allowed = weigh(window, limit.windowMs, now) + cost * limit.windowMs <= limit.max * limit.windowMs
  return { allowed, window: allowed ? { ...window, used: window.used + cost } : window }
}

/** What is left of a limit, and for how long to wait until `cost` fits again; 0 when it does. */
export function readWindow(
  window: RateWindow,
  limit: Pick<RateLimit, 'max' | 'windowMs'>,
  cost: number,
  now: number,
): { readonly remaining: number; readonly waitMs: number } {
  const { max, windowMs } = limit
  const left = max * windowMs - weigh(window, windowMs, now)
  return { remaining: Math.max(0, Math.floor(left / windowMs)), waitMs: waitFor(window, limit, cost, now) }
}

function waitFor(
  window: RateWindow,
  { max, windowMs }: Pick<RateLimit, 'max' | 'windowMs'>,
  cost: number,
  now: number,
) {
  const { startedAt, usedBefore, used } = window
  const fits = max - cost
  // More than the whole limit at once never fits: nobody should wait for it in vain for long.
  if (fits < 0) return windowMs
  const until =
    used <= fits
      ? startedAt + slideMs(usedBefore, fits - used, windowMs)
      : startedAt + windowMs + slideMs(used, fits, windowMs)
  return Math.max(0, until - now)
}

/** How far a window has to slide until `counted` in the one before it weighs no more than `most`. */
function slideMs(counted: number, most: number, windowMs: number): number {
  return counted <= most ? 0 : Math.ceil(windowMs - (most * windowMs) / counted)
}

/** What counts now, times the window's length. */
function weigh({ startedAt, usedBefore, used }: RateWindow, windowMs: number, now: number): number {
  return usedBefore * (windowMs - Math.max(0, now - startedAt)) + used * windowMs
}

function moveWindow(window: RateWindow, windowMs: number, now: number): RateWindow {
  // A clock that is behind another's counts into the window that other one began.
  const passed = Math.floor(Math.max(0, now - window.startedAt) / windowMs)
  if (passed === 0) return window
  if (passed === 1) return { startedAt: window.startedAt + windowMs, usedBefore: window.used, used: 0 }
  return emptyWindow(now)
}

function emptyWindow(now: number): RateWindow {
  return { startedAt: now, usedBefore: 0, used: 0 }
}
