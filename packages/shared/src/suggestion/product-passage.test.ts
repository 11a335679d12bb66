import { describe, expect, it } from 'vitest'
import type { ProductFact } from './evidence.types.ts'
import { formatMoney, productPassage, stockSentence } from './product-passage.ts'

const product: ProductFact = {
  productId: 'p',
  evidenceId: 'p',
  sku: 'X-1',
  name: 'Lamp X',
  aliases: [],
  priceMinor: 129900,
  currency: 'USD',
  stock: 3,
  delivery: 'Ships in two days.',
  description: null,
  language: 'en',
  similarity: 1,
  updatedAt: null,
}

describe('productPassage', () => {
  it('says what the catalogue knows and is silent about the rest', () => {
    expect(productPassage(product, 'en')).toBe('Lamp X costs $1,299. Lamp X is in stock. Ships in two days.')
    expect(productPassage({ ...product, priceMinor: null, stock: null, delivery: null }, 'en')).toBe('Lamp X')
  })

  it('does not mix languages', () => {
    expect(productPassage(product, 'ru')).not.toContain('Ships')
  })

  it('tells whether, not how many', () => {
    expect(stockSentence(product, 'en')).not.toMatch(/3/)
    expect(stockSentence({ ...product, stock: 0 }, 'ru')).toBe('Lamp X: сейчас нет в наличии.')
  })
})

describe('formatMoney', () => {
  it('knows currencies without cents', () => {
    expect(formatMoney(1500, 'JPY', 'en')).toBe('¥1,500')
    expect(formatMoney(4950, 'USD', 'en')).toBe('$49.50')
  })
})
