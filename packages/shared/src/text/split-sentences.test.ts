import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitSentences } from './split-sentences.ts'

const texts = (text: string): string[] => splitSentences(text).map(sentence => sentence.text)

describe('splitSentences', () => {
  it.each([
    ['One. Two! Three? Four', ['One.', 'Two!', 'Three?', 'Four']],
    ['It costs 3.50 USD. Really.', ['It costs 3.50 USD.', 'Really.']],
    ['Ask Mr. Smith, e.g. today. Thanks', ['Ask Mr. Smith, e.g. today.', 'Thanks']],
    ['Адрес: ул. Мира, д. 5. Ждём вас.', ['Адрес: ул. Мира, д. 5.', 'Ждём вас.']],
    ['Стоит 400 руб. за штуку. Всё.', ['Стоит 400 руб. за штуку.', 'Всё.']],
    ['Стоит 400 руб. Доставка отдельно.', ['Стоит 400 руб.', 'Доставка отдельно.']],
    ['hello. where is my order', ['hello.', 'where is my order']],
    ['He said "no." Then left.', ['He said "no."', 'Then left.']],
    ['First\n\nSecond', ['First', 'Second']],
    ['Items:\n- one\n- two', ['Items:', '- one', '- two']],
    ['1. Open the box\n2. Plug it in', ['1. Open the box', '2. Plug it in']],
    [
      'This line is long enough to have been wrapped by an editor\nand continues here.',
      ['This line is long enough to have been wrapped by an editor\nand continues here.'],
    ],
    [
      'A drill can be rented for a day or for longer. The deposit is 5000\nroubles.',
      ['A drill can be rented for a day or for longer.', 'The deposit is 5000\nroubles.'],
    ],
    [
      'It came yesterday and works, thank you very much. One question\nDo you have a case for it',
      ['It came yesterday and works, thank you very much.', 'One question', 'Do you have a case for it'],
    ],
    ['', []],
    ['   \n ', []],
  ])('splits %j', (text, expected) => {
    expect(texts(text)).toEqual(expected)
  })

  it('gives every visible character to exactly one sentence, at its offset', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'Б', '.', '!', ' ', '\n', '5', 'руб', 'Mr', '-', '»', '…')),
        pieces => {
          const text = pieces.join('')
          let covered = ''
          let last = 0
          for (const sentence of splitSentences(text)) {
            expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text)
            expect(text.slice(last, sentence.start).trim()).toBe('')
            covered += sentence.text
            last = sentence.end
          }
          expect(covered.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        },
      ),
    )
  })
})
