import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstRight, rankQuality } from './rank-quality.ts'

describe('rank quality', () => {
  it.each([
    [[], { r1: 0, r5: 0, mrr10: 0 }],
    [[1, 1], { r1: 1, r5: 1, mrr10: 1 }],
    [[null, null], { r1: 0, r5: 0, mrr10: 0 }],
    [[1, 5, 6, null], { r1: 0.25, r5: 0.5, mrr10: (1 + 1 / 5 + 1 / 6) / 4 }],
    [[10, 11], { r1: 0, r5: 0, mrr10: 0.05 }],
  ])('of ranks %j', (ranks, expected) => {
    const found = rankQuality(ranks)
    for (const figure of ['r1', 'r5', 'mrr10'] as const)
      expect(found[figure]).toBeCloseTo(expected[figure], 10)
  })

  it('orders its figures: R@1 ≤ MRR@10, R@1 ≤ R@5', () => {
    const rank = fc.option(fc.integer({ min: 1, max: 30 }))
    fc.assert(
      fc.property(fc.array(rank), ranks => {
        const { r1, r5, mrr10 } = rankQuality(ranks)
        expect(r1).toBeLessThanOrEqual(mrr10 + 1e-12)
        expect(r1).toBeLessThanOrEqual(r5)
      }),
    )
  })

  it('counts ranks from one', () => {
    expect(firstRight(['a', 'b'], item => item === 'b')).toBe(2)
    expect(firstRight(['a', 'b'], item => item === 'c')).toBeNull()
  })
})
