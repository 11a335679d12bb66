import { describe, expect, it } from 'vitest'
import { median, summariseTimes } from './summarise-times.ts'

describe('summarising times', () => {
  it('answers with times that were measured, whatever their order', () => {
    const times = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect(summariseTimes(times)).toEqual({ count: 100, p50: 50, p95: 95, max: 100 })
  })

  it('takes a single time for every percentile', () => {
    expect(summariseTimes([7])).toEqual({ count: 1, p50: 7, p95: 7, max: 7 })
  })

  it('refuses to summarise nothing', () => {
    expect(() => summariseTimes([])).toThrow('nothing was measured')
  })

  it('takes the middle of three runs', () => {
    expect(median([9, 1, 4])).toBe(4)
  })
})
