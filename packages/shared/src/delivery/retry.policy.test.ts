import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryTries, retryDelay } from './retry.policy.ts'

const luck = fc.double({ min: 0, max: 1, noNaN: true })

describe('retryDelay', () => {
  it('doubles up to five minutes', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7].map(attempt => retryDelay(attempt, null, () => 1))
    expect(longest).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 64_000])
    expect(retryDelay(deliveryTries, null, () => 1)).toBeNull()
  })

  it('waits at least half its ceiling, so that retries neither bunch nor hammer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: deliveryTries - 1 }), luck, (attempt, draw) => {
        const ceiling = 1000 * 2 ** (attempt - 1)
        const wait = retryDelay(attempt, null, () => draw)
        expect(wait).toBeGreaterThanOrEqual(ceiling / 2)
        expect(wait).toBeLessThanOrEqual(ceiling)
      }),
    )
  })

  it('obeys a provider that asks for more, and not one that asks for less', () => {
    expect(retryDelay(1, 90_000, () => 1)).toBe(90_000)
    expect(retryDelay(5, 10, () => 1)).toBe(16_000)
  })

  it('gives up after the last try, whatever the provider asks for', () => {
    fc.assert(
      fc.property(fc.integer({ min: deliveryTries, max: 1000 }), fc.nat(), luck, (attempt, asked, draw) => {
        expect(retryDelay(attempt, asked, () => draw)).toBeNull()
      }),
    )
  })
})
