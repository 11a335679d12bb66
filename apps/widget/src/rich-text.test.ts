import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutLinks } from './rich-text.ts'

const links = (text: string) =>
  cutLinks(text).flatMap(piece => (piece.kind === 'link' ? [piece.address] : []))

describe('links in text', () => {
  it('finds https addresses and leaves the sentence’s punctuation out', () => {
    expect(
      links(
        'See https://shop.example/returns. Or (https://shop.example/a_(b)), “https://x.example/?q=1&r=2”!',
      ),
    ).toEqual(['https://shop.example/returns', 'https://shop.example/a_(b)', 'https://x.example/?q=1&r=2'])
  })

  it('makes no link of other schemes, of user names or of half an address', () => {
    for (const text of [
      'http://shop.example',
      'javascript:alert(1)',
      'https://',
      'https://bank.example@evil.example/',
      'https://user:pass@evil.example',
      'data:text/html,x',
    ]) {
      expect(links(text)).toEqual([])
    }
  })

  it('loses no character and links only to https, whatever the text', () => {
    const part = fc.constantFrom(
      'https://',
      'a.example',
      ' ',
      '.',
      '(',
      ')',
      '"',
      '<b>',
      '\n',
      '@',
      ':',
      'я',
      '/',
      'javascript:',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string())), parts => {
        const text = parts.join('')
        const pieces = cutLinks(text)
        expect(pieces.map(piece => (piece.kind === 'link' ? piece.address : piece.text)).join('')).toBe(text)
        for (const address of links(text)) expect(new URL(address).protocol).toBe('https:')
      }),
    )
  })
})
