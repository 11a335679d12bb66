import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunkDocument } from './chunk-document.ts'
import { estimateTokens } from './estimate-tokens.ts'

const guide = `# Returns

You may return most items. Keep the box.

## Refunds

Refunds take five days.

### Cards

Card refunds are slower.

## Exchanges

We exchange sizes.

Warranty
========

Two years.
`

describe('chunkDocument', () => {
  it('keeps sections apart and remembers the headings above each', () => {
    expect(chunkDocument(guide).map(chunk => [chunk.headings.join(' > '), chunk.text])).toEqual([
      ['Returns', 'You may return most items. Keep the box.'],
      ['Returns > Refunds', 'Refunds take five days.'],
      ['Returns > Refunds > Cards', 'Card refunds are slower.'],
      ['Returns > Exchanges', 'We exchange sizes.'],
      ['Warranty', 'Two years.'],
    ])
  })

  it('fills chunks with whole sentences up to the target', () => {
    const sentence = 'This sentence is here to fill a passage with words of about equal length.'
    const text = Array.from({ length: 40 }, () => sentence).join(' ')
    const chunks = chunkDocument(text)
    expect(chunks.length).toBeGreaterThan(2)
    for (const chunk of chunks) {
      expect(chunk.text.endsWith('length.')).toBe(true)
      expect(chunk.tokens).toBeLessThanOrEqual(200)
    }
    expect(chunks[0]?.tokens).toBeGreaterThan(120)
  })

  it('cuts a sentence that never ends between words', () => {
    const chunks = chunkDocument('word '.repeat(2000), { targetTokens: 100 })
    expect(chunks.length).toBeGreaterThan(5)
    for (const chunk of chunks) {
      expect(chunk.tokens).toBeLessThanOrEqual(200)
      expect(chunk.text).toMatch(/^word.*word$/s)
    }
  })

  it('keeps a document that is only a heading', () => {
    expect(chunkDocument('# Opening hours: 9 to 18').map(chunk => chunk.text)).toEqual([
      '# Opening hours: 9 to 18',
    ])
  })

  it('returns nothing for an empty document', () => {
    expect(chunkDocument('')).toEqual([])
    expect(chunkDocument(' \n\n ')).toEqual([])
  })

  it('cites exactly: offsets, order and size hold for any document', () => {
    const piece = fc.constantFrom(
      '# Head\n',
      '## Sub\n',
      'Title\n=====\n',
      'A sentence with words. ',
      'Предложение по-русски. ',
      '\n\n',
      '- item\n',
      'x'.repeat(300),
      '漢字'.repeat(50),
      '😀 ',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
        const document = pieces.join('')
        let last = 0
        for (const [index, chunk] of chunkDocument(document, { targetTokens: 40 }).entries()) {
          expect(chunk.index).toBe(index)
          expect(document.slice(chunk.start, chunk.end)).toBe(chunk.text)
          expect(chunk.start).toBeGreaterThanOrEqual(last)
          expect(chunk.text.trim()).toBe(chunk.text)
          expect(chunk.tokens).toBe(estimateTokens(chunk.text))
          expect(chunk.tokens).toBeLessThanOrEqual(82)
          last = chunk.end
        }
      }),
    )
  })
})
