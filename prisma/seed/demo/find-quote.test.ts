import { describe, expect, it } from 'vitest'
import { findQuote, sentenceAround } from './find-quote.ts'
import { products } from './products.ts'

describe('sentenceAround', () => {
  const text =
    '## Cost\nIt costs €4.90 today. Ask "us" first; we answer! Really?\n- First point.\n2. Second point'

  it('cuts one sentence and is not fooled by a decimal point', () => {
    expect(sentenceAround(text, 'costs')).toBe('It costs €4.90 today.')
    expect(sentenceAround(text, 'first;')).toBe('Ask "us" first; we answer!')
  })

  it('leaves list marks out and stops at the end of the text', () => {
    expect(sentenceAround(text, 'First')).toBe('First point.')
    expect(sentenceAround(text, 'Second')).toBe('Second point')
  })

  it('answers undefined when the marker is not there', () => {
    expect(sentenceAround(text, 'nowhere')).toBeUndefined()
  })
})

describe('findQuote', () => {
  it('reports a marker that its article does not contain as a bug', () => {
    expect(() =>
      findQuote({ kind: 'article', key: 'warranty-en', has: 'free pizza' }, 'en', undefined),
    ).toThrow('free pizza')
  })

  it('quotes the wanted line of a product in the language of the conversation', () => {
    const product = products.find(candidate => candidate.sku === 'VLT-C20')
    expect(findQuote({ kind: 'product', line: 'price' }, 'ru', product).quote).toBe(
      'Цена: 14,90 €, включая НДС.',
    )
    expect(findQuote({ kind: 'product', line: 'stock' }, 'en', product).quote).toBe('In stock: 64 pieces.')
  })
})
