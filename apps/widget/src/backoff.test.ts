import { describe, expect, it } from 'vitest'
import { backoff } from './backoff.ts'

describe('backoff', () => {
  it('doubles up to the cap', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 500].map(attempt => backoff(attempt, 1))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ])
  })

  it('takes off at most half, by chance', () => {
    expect(backoff(3, 0)).toBe(4_000)
    expect(backoff(3, 0.5)).toBe(6_000)
  })
})
