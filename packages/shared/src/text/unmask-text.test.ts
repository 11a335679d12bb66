import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unmaskText } from './unmask-text.ts'

describe('unmaskText', () => {
  it.each([
    ['blank letters', 'hu\ufe0fma\u3164n', 'human'],
    ['strokes through letters', 'p\u0336e\u0336rson', 'person'],
    ['accents', 'hum\u00e1n', 'human'],
    ['small capitals', 'ʜᴜᴍᴀɴ', 'human'],
    ['fancy letters', '𝓱𝓾𝓶𝓪𝓷', 'human'],
    ['letters set apart', 'a h.u.m.a.n please', 'a human please'],
    ['letters set apart by blanks', 's p e a k to me', 'speak to me'],
    ['a lone word of the other alphabet', 'talk to а person', 'talk to a person'],
    ['a lone word of the other alphabet in Russian', 'поговорить c человеком', 'поговорить с человеком'],
  ])('undoes %s', (_, given, expected) => {
    expect(unmaskText(given)).toBe(expected)
  })

  it.each([
    'мой заказ не пришел, ищу его',
    'do you ship to the u.s.?',
    'iphone 15 есть в наличии?',
    'שלום עולם',
    'हिन्दी में',
  ])('leaves %j as it is', text => {
    expect(unmaskText(text)).toBe(text)
  })

  it('changes nothing the second time', () => {
    const parts = fc.array(
      fc.constantFrom('h', 'о', 'ᴍ', 'á', ' ', '.', '\u3164', '\ufe0f', '\u0336', '\u200b'),
    )
    fc.assert(
      fc.property(parts, given => {
        const once = unmaskText(given.join(''))
        expect(unmaskText(once)).toBe(once)
      }),
    )
  })
})
