import { describe, expect, it } from 'vitest'
import { fitTopics, placeAmongTopics } from './fit-topics.ts'

const texts = [
  'children are welcome, bring your kids',
  'kids play in the garden',
  'children play in the pool',
  'wifi and internet in every room',
  'fast internet for guests',
  'guests use wifi in the lobby',
]
const near = (topics: ReturnType<typeof fitTopics>, left: string, right: string): number => {
  const [a, b] = [placeAmongTopics(topics, left), placeAmongTopics(topics, right)]
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
}

describe('topics of a corpus', () => {
  const topics = fitTopics(texts, 2)

  it('bring together words that keep the same company', () => {
    expect(near(topics, 'children', 'kids')).toBeGreaterThan(0.9)
    expect(near(topics, 'wifi', 'internet')).toBeGreaterThan(0.9)
    expect(near(topics, 'kids', 'wifi')).toBeLessThan(0.3)
  })

  it('are the same every time', () => {
    expect(placeAmongTopics(fitTopics(texts, 2), 'wifi for kids')).toEqual(
      placeAmongTopics(topics, 'wifi for kids'),
    )
  })

  it('place a text of length one, or nowhere when no word is known', () => {
    expect(Math.hypot(...placeAmongTopics(topics, 'wifi'))).toBeCloseTo(1, 5)
    expect(Math.hypot(...placeAmongTopics(topics, 'zzz'))).toBe(0)
  })

  it('survive a corpus too small for them', () => {
    expect(fitTopics([], 10).dimensions).toBe(0)
    expect(fitTopics(['one'], 10).dimensions).toBe(0)
    expect(placeAmongTopics(fitTopics(texts, 50), 'wifi').every(Number.isFinite)).toBe(true)
  })
})
