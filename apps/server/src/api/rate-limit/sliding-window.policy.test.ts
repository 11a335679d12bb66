import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RateWindow, readWindow, takeFromWindow } from './sliding-window.policy.ts'

const limit = { max: 10, windowMs: 1000 }

/** Plays attempts at their times; answers which were allowed. */
function play(attempts: readonly { at: number; cost: number }[], { max, windowMs } = limit) {
  let window: RateWindow | null = null
  return attempts.map(({ at, cost }) => {
    const taken = takeFromWindow(window, { max, windowMs }, cost, at)
    window = taken.window
    return { at, cost, ...taken }
  })
}

const attempts = fc
  .array(fc.record({ after: fc.integer({ min: 0, max: 700 }), cost: fc.integer({ min: 1, max: 4 }) }), {
    maxLength: 60,
  })
  .map(steps => {
    let at = 1_000_000
    return steps.map(({ after, cost }) => {
      at += after
      return { at, cost }
    })
  })

describe('a sliding window', () => {
  it('lets as many through as the limit says, then none until the window has moved on', () => {
    const burst = play(Array.from({ length: 15 }, () => ({ at: 5000, cost: 1 })))
    expect(burst.filter(one => one.allowed)).toHaveLength(10)
    const half = play([
      ...Array.from({ length: 10 }, () => ({ at: 0, cost: 1 })),
      { at: 1499, cost: 6 },
      { at: 1500, cost: 5 },
    ])
    expect(half.slice(10).map(one => one.allowed)).toEqual([false, true])
  })

  it('never counts more in one of its windows than the limit', () => {
    fc.assert(
      fc.property(attempts, list => {
        const counted = new Map<number, number>()
        for (const { window } of play(list)) counted.set(window.startedAt, window.used)
        for (const used of counted.values()) expect(used).toBeLessThanOrEqual(limit.max)
      }),
    )
  })

  it('never lets twice the limit through in any stretch as long as a window', () => {
    fc.assert(
      fc.property(attempts, list => {
        const allowed = play(list).filter(one => one.allowed)
        for (const { at } of allowed) {
          const within = allowed.filter(one => one.at >= at && one.at < at + limit.windowMs)
          expect(within.reduce((sum, one) => sum + one.cost, 0)).toBeLessThan(2 * limit.max)
        }
      }),
    )
  })

  it('says exactly how long to wait', () => {
    fc.assert(
      fc.property(attempts, list => {
        for (const { at, cost, allowed, window } of play(list)) {
          const { waitMs, remaining } = readWindow(window, limit, cost, at)
          if (!allowed) expect(waitMs).toBeGreaterThan(0)
          expect(remaining).toBeLessThanOrEqual(limit.max)
          expect(takeFromWindow(window, limit, cost, at + waitMs).allowed).toBe(true)
          if (waitMs > 0) expect(takeFromWindow(window, limit, cost, at + waitMs - 1).allowed).toBe(false)
          if (remaining > 0) expect(takeFromWindow(window, limit, remaining, at).allowed).toBe(true)
          expect(takeFromWindow(window, limit, remaining + 1, at).allowed).toBe(false)
        }
      }),
    )
  })

  it('is not reset by a clock that runs behind', () => {
    const full = play(Array.from({ length: 10 }, () => ({ at: 5000, cost: 1 }))).at(-1)?.window ?? null
    expect(takeFromWindow(full, limit, 1, 0).allowed).toBe(false)
  })

  it('never lets more through at once than the whole limit', () => {
    const [taken] = play([{ at: 0, cost: 11 }])
    expect(taken?.allowed).toBe(false)
    expect(taken?.window.used).toBe(0)
  })
})
