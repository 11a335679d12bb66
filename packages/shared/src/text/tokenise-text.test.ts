import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stemsOf, termsOf, tokeniseText } from './tokenise-text.ts'

describe('tokeniseText', () => {
  it('keeps decimals, contractions and model names whole', () => {
    expect(tokeniseText("Don't pay 1,299.00 for A54!").map(token => token.text)).toEqual([
      "don't",
      'pay',
      '1,299.00',
      'for',
      'a54',
    ])
  })

  it('gives offsets into the original text, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
        let last = 0
        for (const token of tokeniseText(text)) {
          expect(token.start).toBeGreaterThanOrEqual(last)
          expect(token.end).toBeGreaterThan(token.start)
          expect(text.slice(token.start, token.end)).toMatch(/[\p{L}\p{M}\p{N}]/u)
          last = token.end
        }
      }),
    )
  })
})

describe('termsOf', () => {
  it('drops words that say nothing', () => {
    expect(termsOf('How do I return my headphones?')).toEqual(stemsOf('return headphones'))
    expect(termsOf('Как мне вернуть наушники?')).toEqual(stemsOf('вернуть наушники'))
  })

  it('keeps them when there is nothing else', () => {
    expect(termsOf('how are you')).toHaveLength(3)
  })
})
