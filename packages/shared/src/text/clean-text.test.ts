import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText, foldLookalikes, foldText } from './clean-text.ts'

describe('cleanText', () => {
  it.each([
    ['hu\u200bman', 'human'],
    ['a\u202eb\u202cc', 'abc'],
    ['soft\u00adware', 'software'],
    ['line\r\nline\rline', 'line\nline\nline'],
    ['nul\u0000l', 'null'],
    ['e\u0301', 'é'],
    ['  x  ', 'x'],
  ])('takes invisible characters out of %j', (given, expected) => {
    expect(cleanText(given)).toBe(expected)
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const once = cleanText(text)
        expect(cleanText(once)).toBe(once)
      }),
    )
  })

  it('always returns well-formed text', () => {
    expect(cleanText('broken \ud800 half').isWellFormed()).toBe(true)
  })
})

describe('foldLookalikes', () => {
  it('reads a word written in two scripts in the one most letters belong to', () => {
    expect(foldLookalikes('rеfund')).toBe('refund')
    expect(foldLookalikes('oпeратoр')).toBe('оператор')
  })

  it('believes the letter that only one alphabet has, however many others were swapped', () => {
    expect(foldLookalikes('ореrаtоr')).toBe('operator')
    expect(foldLookalikes('lаwуеr')).toBe('lawyer')
    expect(foldLookalikes('oпepaтopoм')).toBe('оператором')
    expect(foldLookalikes('cyд')).toBe('суд')
  })

  it('knows look-alikes of further alphabets', () => {
    expect(foldLookalikes('һumαn')).toBe('human')
    expect(foldLookalikes('chαngе')).toBe('change')
    expect(foldLookalikes('чеλοвек')).toBe('чеλовек')
    expect(foldLookalikes('5 µm')).toBe('5 µm')
  })

  it('leaves words of one script alone', () => {
    expect(foldLookalikes('хочу iPhone как у Тома')).toBe('хочу iPhone как у Тома')
  })
})

describe('foldText', () => {
  it('brings case, width, ё and apostrophes to one form', () => {
    expect(foldText('ＡBC Ёлка don’t')).toBe("abc елка don't")
  })
})
