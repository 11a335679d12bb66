import { describe, expect, it } from 'vitest'
import { readWritten, textLimit } from './message-text.ts'

describe('what was written', () => {
  it('is trimmed, and keeps its line breaks and tabs', () => {
    expect(readWritten('  one\r\ntwo\rthree\tfour \n')).toEqual({
      kind: 'text',
      text: 'one\ntwo\nthree\tfour',
    })
  })

  it('loses control characters and broken surrogates, and keeps emoji', () => {
    expect(readWritten('a\u0000b\u001bc\u0085d \uD83D x 🙂')).toEqual({
      kind: 'text',
      text: 'abcd \uFFFD x 🙂',
    })
  })

  it('is empty when only blanks are left', () => {
    expect(readWritten(' \n\t\u0007 ')).toEqual({ kind: 'empty' })
  })

  it('is measured in bytes of UTF-8, not in characters', () => {
    expect(readWritten('я'.repeat(textLimit / 2)).kind).toBe('text')
    expect(readWritten('я'.repeat(textLimit / 2 + 1))).toEqual({ kind: 'too_long', bytes: textLimit + 2 })
    expect(readWritten('🙂'.repeat(textLimit / 4)).kind).toBe('text')
    expect(readWritten('x'.repeat(textLimit + 1)).kind).toBe('too_long')
  })
})
