import { describe, expect, it } from 'vitest'
import { seededRandom } from './seeded-random.ts'

const take = (seed: number, count: number) => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => random())
}

describe('seededRandom', () => {
  it('repeats itself for a seed and differs for another', () => {
    expect(take(7, 50)).toEqual(take(7, 50))
    expect(take(7, 50)).not.toEqual(take(8, 50))
  })

  it('fills [0, 1) evenly', () => {
    const buckets = new Array<number>(10).fill(0)
    for (const value of take(42, 20_000)) {
      expect(value >= 0 && value < 1).toBe(true)
      const bucket = Math.floor(value * 10)
      buckets[bucket] = (buckets[bucket] ?? 0) + 1
    }
    for (const count of buckets) expect(Math.abs(count - 2_000)).toBeLessThan(200)
  })
})
