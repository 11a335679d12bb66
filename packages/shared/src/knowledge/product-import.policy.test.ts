import { describe, expect, it } from 'vitest'
import { mapColumns, readProductRow } from './product-import.policy.ts'

const mapping = {
  sku: 'sku',
  name: 'name',
  price: 'price',
  stock: 'stock',
  currency: 'currency',
  aliases: 'aliases',
}
const read = (change: Record<string, string>) =>
  readProductRow({ sku: 'A', name: 'Cable', price: '5', ...change }, mapping, 'EUR')
const faultOf = (change: Record<string, string>) => {
  const row = read(change)
  return row.ok ? null : row.faults.map(fault => fault.problem)
}

describe('which column is which', () => {
  it.each([
    [
      ['SKU', 'Product name', 'Unit price', 'Qty'],
      { sku: 'SKU', name: 'Product name', price: 'Unit price', stock: 'Qty' },
    ],
    [
      ['Артикул', 'Наименование', 'Цена', 'Остаток', 'Валюта'],
      { sku: 'Артикул', name: 'Наименование', price: 'Цена', stock: 'Остаток', currency: 'Валюта' },
    ],
    [['foo', 'bar'], {}],
  ])('%j', (header, columns) => {
    expect(mapColumns(header)).toEqual(columns)
  })

  it('is what the person says, where the column is there', () => {
    expect(mapColumns(['id', 'code', 'name'], { sku: 'id', price: 'nowhere' })).toEqual({
      sku: 'id',
      name: 'name',
    })
  })
})

describe('a price', () => {
  it.each([
    ['1 299,90 ₽', 129_990, 'RUB'],
    ['€1,299.90', 129_990, 'EUR'],
    ['$5', 500, 'USD'],
    ['0', 0, 'EUR'],
    ['12.5', 1250, 'EUR'],
    ['1\u00a0000', 100_000, 'EUR'],
  ])('%s is %i %s', (price, priceMinor, currency) => {
    expect(read({ price })).toMatchObject({ ok: true, product: { priceMinor, currency } })
  })

  it('has no minor units where the currency has none', () => {
    expect(read({ price: '1500', currency: 'JPY' })).toMatchObject({
      ok: true,
      product: { priceMinor: 1500 },
    })
  })

  it.each([
    ['call us', ['price_unreadable']],
    ['-5', ['price_unreadable']],
    ['', ['price_missing']],
    ['99999999999', ['price_unreadable']],
  ])('%j is none', (price, faults) => {
    expect(faultOf({ price })).toEqual(faults)
  })
})

describe('a line', () => {
  it.each([
    [{ stock: '7' }, 7],
    [{ stock: '' }, 0],
    [{ stock: 'нет' }, 0],
    [{ stock: 'In stock' }, 1],
    [{ stock: '1 200' }, 1200],
  ])('%j has %i in stock', (change, stock) => {
    expect(read(change)).toMatchObject({ ok: true, product: { stock } })
  })

  it('is told everything that is wrong with it at once', () => {
    expect(faultOf({ sku: '', name: '\u200b', price: 'x', stock: 'lots', currency: 'coins' })).toEqual([
      'sku_missing',
      'name_missing',
      'currency_unknown',
      'price_unreadable',
      'stock_unreadable',
    ])
    expect(faultOf({ name: 'x'.repeat(301) })).toEqual(['too_long'])
  })

  it('lists other names', () => {
    expect(read({ aliases: 'cord, lead; , wire' })).toMatchObject({
      ok: true,
      product: { aliases: ['cord', 'lead', 'wire'] },
    })
  })
})
