import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectLanguage } from './detect-language.ts'

describe('detectLanguage', () => {
  it.each([
    ['How much is the delivery?', 'en'],
    ['price iphone 15', 'en'],
    ['Сколько стоит доставка?', 'ru'],
    ['Хочу вернуть iPhone 15 Pro Max', 'ru'],
    ['Can I pay with Мир card?', 'en'],
    ['ок', 'ru'],
    ['Wie viel kostet die Lieferung nach Berlin?', 'und'],
    ['¿Cuánto cuesta el envío?', 'und'],
    ['Bonjour, je veux retourner ma commande', 'und'],
    ['Скільки коштує доставка? Чи є в наявності?', 'und'],
    ['Колко струва доставката моля', 'und'],
    ['你好，请问多少钱', 'und'],
    ['كم السعر', 'und'],
    ['👍👍', 'und'],
    ['12345', 'und'],
    ['', 'und'],
  ])('reads %j as %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language)
  })

  it('answers for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(['en', 'ru', 'und']).toContain(detectLanguage(text))
      }),
    )
  })
})
