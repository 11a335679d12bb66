import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPassage } from './passage.ts'

const cut = (quote: string, about: string) => {
  const passage = findPassage(quote, about)
  return passage === null ? null : quote.slice(passage.start, passage.end)
}

describe('the passage that supports a sentence', () => {
  it('is the sentence of the quote that says the same', () => {
    const quote = 'Parcels leave daily. You have 30 days from delivery to return goods. Shops open at nine.'
    expect(cut(quote, 'You can return them within 30 days.')).toBe(
      'You have 30 days from delivery to return goods.',
    )
  })

  it('does not break a price in two', () => {
    const quote = 'Returns for comfort: €4.90, deducted from the refund. Faulty goods: free.'
    expect(cut(quote, 'The return postage of €4.90 is taken off the refund.')).toBe(
      'Returns for comfort: €4.90, deducted from the refund.',
    )
  })

  it('works in Russian', () => {
    const quote = 'Оплата картой. Доставка по Москве занимает два дня. Самовывоз бесплатно.'
    expect(cut(quote, 'Доставим за два дня.')).toBe('Доставка по Москве занимает два дня.')
  })

  it('is nothing when nothing fits', () => {
    expect(findPassage('Shops open at nine.', 'Gift cards never expire')).toBeNull()
    expect(findPassage('', 'anything')).toBeNull()
  })

  it('always lies inside the quote', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (quote, about) => {
        const passage = findPassage(quote, about)
        if (passage === null) return
        expect(passage.start).toBeGreaterThanOrEqual(0)
        expect(passage.end).toBeGreaterThan(passage.start)
        expect(passage.end).toBeLessThanOrEqual(quote.length)
      }),
    )
  })
})
