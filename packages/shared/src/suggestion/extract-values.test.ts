import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datesIn, moneyIn, numbersIn, parseNumber, quantitiesIn } from './extract-values.ts'

describe('parseNumber', () => {
  it.each([
    ['1,299.00', 1299],
    ['1 299,50', 1299.5],
    ['1.299,00', 1299],
    ['1,299', 1299],
    ['15 000', 15000],
    ['3.5', 3.5],
    ['3,5', 3.5],
    ['0.125', 0.125],
    ['1.000.000', 1000000],
    ['49.90', 49.9],
    ['7', 7],
  ])('reads %s as %d', (written, value) => {
    expect(parseNumber(written)).toBe(value)
  })

  it('reads back what formatting wrote, in both styles', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), minor => {
        const value = minor / 100
        for (const locale of ['en-US', 'ru-RU', 'de-DE']) {
          const written = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(value)
          expect(parseNumber(written)).toBeCloseTo(value, 6)
        }
      }),
    )
  })
})

describe('moneyIn', () => {
  it.each([
    ['It costs $1,299.00 today', [{ amount: 1299, currency: 'USD' }]],
    [
      '49.90 USD or €45',
      [
        { amount: 49.9, currency: 'USD' },
        { amount: 45, currency: 'EUR' },
      ],
    ],
    ['Цена 12 990 ₽', [{ amount: 12990, currency: 'RUB' }]],
    ['стоит 400 руб. за штуку', [{ amount: 400, currency: 'RUB' }]],
    ['15 тыс. рублей', [{ amount: 15000, currency: 'RUB' }]],
    ['129\u00a0$', [{ amount: 129, currency: 'USD' }]],
    ['in 3 days, model 700', []],
  ])('finds the money in %j', (text, expected) => {
    expect(moneyIn(text)).toEqual(expected)
  })
})

describe('quantitiesIn', () => {
  it.each([
    ['within 14 days', [{ kind: 'days', value: 14 }]],
    ['2 to 4 business days', [{ kind: 'days', value: 4 }]],
    [
      '2–4 рабочих дня',
      [
        { kind: 'days', value: 2 },
        { kind: 'days', value: 4 },
      ],
    ],
    ['a 2-week trial', [{ kind: 'days', value: 14 }]],
    ['24 months of warranty', [{ kind: 'days', value: 720 }]],
    ['гарантия 2 года', [{ kind: 'days', value: 730 }]],
    ['скидка 10 процентов', [{ kind: 'percent', value: 10 }]],
    ['20% off', [{ kind: 'percent', value: 20 }]],
  ])('finds what %j says', (text, expected) => {
    expect(quantitiesIn(text)).toEqual(expected)
  })
})

describe('datesIn', () => {
  it.each([
    ['by 5 May', ['5 may']],
    ['on May 5th, 2026', ['may 5th']],
    ['с 12.05.2026', ['12.05.2026']],
    ['до 3 мая включительно', ['3 мая']],
    ['2026-11-30', ['2026-11-30']],
    ['you may 5 times', []],
    ['2.5 kg', []],
  ])('finds the dates of %j', (text, expected) => {
    expect(datesIn(text)).toEqual(expected)
  })
})

describe('numbersIn', () => {
  it('never throws and gives finite numbers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        for (const value of numbersIn(text)) expect(Number.isFinite(value)).toBe(true)
      }),
    )
  })
})
