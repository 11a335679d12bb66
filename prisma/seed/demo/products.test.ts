import { describe, expect, it } from 'vitest'
import { describeProduct } from './describe-product.ts'
import { formatMoney } from './format-money.ts'
import { members } from './members.ts'
import { products } from './products.ts'

describe('catalogue of the demo shop', () => {
  it('has at least 60 products, some of them sold out and some nearly', () => {
    expect(products.length).toBeGreaterThanOrEqual(60)
    expect(products.filter(product => product.stock === 0).length).toBeGreaterThanOrEqual(5)
    expect(products.filter(product => product.stock > 0 && product.stock <= 5).length).toBeGreaterThanOrEqual(
      5,
    )
  })

  it('uses every SKU, name and model once, variants included', () => {
    const skus = products.flatMap(product => [product.sku, ...product.variants.map(variant => variant.sku)])
    expect(new Set(skus).size).toBe(skus.length)
    for (const language of ['en', 'ru'] as const) {
      expect(new Set(products.map(product => product.name[language])).size).toBe(products.length)
    }
    expect(new Set(products.map(product => product.model)).size).toBe(products.length)
  })

  it('prices in whole cents and counts stock in whole pieces that add up over variants', () => {
    for (const product of products) {
      expect(Number.isInteger(product.priceMinor) && product.priceMinor > 0, product.sku).toBe(true)
      expect(Number.isInteger(product.stock) && product.stock >= 0, product.sku).toBe(true)
      if (product.variants.length > 0) {
        expect(
          product.variants.reduce((sum, variant) => sum + variant.stock, 0),
          product.sku,
        ).toBe(product.stock)
      }
    }
  })

  it('describes every product in both languages', () => {
    for (const product of products) {
      expect(product.description.ru, product.sku).toMatch(/[а-яё]/i)
      expect(product.description.en, product.sku).not.toMatch(/[а-яё]/i)
    }
  })

  it('keeps power banks below what airlines allow, as the batteries article says', () => {
    for (const product of products.filter(candidate => candidate.category === 'power-banks')) {
      const wattHours = Number(/\(([\d.]+) Wh\)/.exec(product.description.en)?.[1])
      expect(wattHours, product.sku).toBeGreaterThan(0)
      expect(wattHours, product.sku).toBeLessThanOrEqual(100)
    }
  })

  it('states price and stock in the text a product is indexed by', () => {
    const product = products.find(candidate => candidate.sku === 'OSM-FJ2')
    if (product === undefined) throw new Error('OSM-FJ2 is missing')
    expect(describeProduct(product, 'en')).toContain('Price: €149.00, VAT included.\nIn stock: 14 pieces.')
    expect(describeProduct(product, 'ru')).toContain('Цена: 149,00 €, включая НДС.\nВ наличии: 14 шт.')
  })
})

describe('formatMoney', () => {
  it.each([
    [490, 'en', false, '€4.90'],
    [490, 'ru', false, '4,90 €'],
    [6000, 'en', false, '€60'],
    [6000, 'ru', true, '60,00 €'],
    [150000, 'en', false, '€1,500'],
    [150000, 'ru', false, '1 500 €'],
    [205, 'en', false, '€2.05'],
  ] as const)('%d cents in %s (exact: %s) read %s', (cents, language, exact, text) => {
    expect(formatMoney(cents, language, exact)).toBe(text)
  })
})

describe('members of the demo shop', () => {
  it('are the four demo sign-ins with their roles', () => {
    expect(members.map(member => [member.email, member.role])).toEqual([
      ['owner@demo.test', 'owner'],
      ['manager@demo.test', 'manager'],
      ['operator@demo.test', 'operator'],
      ['operator2@demo.test', 'operator'],
    ])
  })
})
