import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stemWord } from './stem-word.ts'

describe('stemWord', () => {
  it.each([
    ['return', 'returns', 'returned', 'returning'],
    ['ship', 'ships', 'shipped', 'shipping', 'shipment'],
    ['delivery', 'deliveries', 'deliver', 'delivered'],
    ['price', 'prices', 'pricing', 'priced'],
    ['cancel', 'cancelled', 'canceled', 'cancellation', 'cancelling'],
    ['battery', 'batteries'],
    ['box', 'boxes'],
    ['warranty', 'warranties', "warranty's"],
    ['возврат', 'возврата', 'возвратом', 'возвраты'],
    ['доставка', 'доставки', 'доставку', 'доставкой'],
    ['наушники', 'наушников', 'наушниками'],
    ['гарантия', 'гарантии', 'гарантией'],
    ['оператор', 'оператором', 'оператору'],
  ])('gives the forms of %s one stem', (...forms) => {
    expect(new Set(forms.map(stemWord)).size).toBe(1)
  })

  it.each([
    ['ship', 'shop'],
    ['price', 'prize'],
    ['order', 'border'],
    ['цена', 'сцена'],
    ['возврат', 'возраст'],
  ])('keeps %s and %s apart', (left, right) => {
    expect(stemWord(left)).not.toBe(stemWord(right))
  })

  it('leaves numbers and codes as they are', () => {
    expect(stemWord('usb3')).toBe('usb3')
    expect(stemWord('1,299')).toBe('1,299')
  })

  it('never loses a word', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zа-я]{1,20}$/), word => {
        expect(stemWord(word).length).toBeGreaterThan(0)
      }),
    )
  })
})
