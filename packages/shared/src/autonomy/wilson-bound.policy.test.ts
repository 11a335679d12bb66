import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roundBound, wilsonLowerBound } from './wilson-bound.policy.ts'

describe('wilsonLowerBound', () => {
  // Checked against the closed formula by hand.
  it.each([
    [0, 0, 0],
    [0, 10, 0],
    [10, 10, 0.7225],
    [30, 30, 0.8865],
    [200, 200, 0.9812],
    [190, 200, 0.9104],
    [50, 100, 0.4038],
  ])('%d of %d → %d', (successes, trials, bound) => {
    expect(wilsonLowerBound(successes, trials)).toBeCloseTo(bound, 4)
  })

  it('stays below the share itself and rises with the record', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(), (trials, seed) => {
        const successes = seed % (trials + 1)
        const bound = wilsonLowerBound(successes, trials)
        expect(bound).toBeGreaterThanOrEqual(0)
        expect(bound).toBeLessThanOrEqual(successes / trials)
        expect(wilsonLowerBound(successes * 2, trials * 2)).toBeGreaterThanOrEqual(bound)
        if (successes < trials) expect(wilsonLowerBound(successes + 1, trials)).toBeGreaterThan(bound)
      }),
    )
  })
})

describe('roundBound', () => {
  it.each([
    [0.9497, 0.949],
    [0.9363, 0.936],
    [0.573, 0.573],
    [0, 0],
    [1, 1],
  ])('tells %s as %s', (bound, told) => {
    expect(roundBound(bound)).toBe(told)
  })
})
