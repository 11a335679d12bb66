import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passageSimilarity } from './passage-similarity.ts'

const shipping = {
  title: 'Delivery times',
  text: 'Standard delivery takes 2 to 4 business days and costs $5.',
}
const tradeIn = { title: 'Trade-in', text: 'We accept phones in working order.' }
const faq = { title: 'Returns', question: 'How do I return an item?', text: 'Within 30 days.' }

describe('passageSimilarity', () => {
  it('prefers the passage about the matter', () => {
    expect(passageSimilarity('How long is shipping?', shipping)).toBeGreaterThan(
      passageSimilarity('How long is shipping?', tradeIn),
    )
  })

  it('is high for a FAQ asked nearly in its own words', () => {
    expect(passageSimilarity('how do i return items', faq)).toBeGreaterThan(0.85)
  })

  it('does not take one shared word for a match', () => {
    expect(passageSimilarity('Where is my order?', tradeIn)).toBeLessThan(0.5)
  })

  it('is not diluted by a greeting on a line of its own', () => {
    const plain = passageSimilarity('how do I return an item', faq)
    expect(passageSimilarity('Hello dear team of the shop\nhow do I return an item', faq)).toBeCloseTo(
      plain,
      5,
    )
  })

  it('stays within 0..1 and falls to 0 for text without words', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (left, right, angle) => {
          const value = passageSimilarity(left, { title: right, text: left }, angle)
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1)
        },
      ),
    )
    expect(passageSimilarity('👍', shipping)).toBe(0)
  })
})
