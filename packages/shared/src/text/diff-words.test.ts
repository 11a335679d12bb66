import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedShare, diffWords } from './diff-words.ts'

const words = fc
  .array(fc.constantFrom('a', 'b', 'c', ' ', '. ', '\n', 'слово'), { maxLength: 40 })
  .map(parts => parts.join(''))

describe('diffWords', () => {
  it('shows a changed word as a deletion and an insertion', () => {
    expect(diffWords('It takes 3 days.', 'It takes 5 days.')).toEqual([
      { op: 'keep', text: 'It takes ' },
      { op: 'delete', text: '3' },
      { op: 'insert', text: '5' },
      { op: 'keep', text: ' days.' },
    ])
  })

  it('keeps an unchanged text whole', () => {
    expect(diffWords('same', 'same')).toEqual([{ op: 'keep', text: 'same' }])
    expect(diffWords('', '')).toEqual([])
  })

  it('rebuilds both texts exactly', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const ops = diffWords(before, after)
        const join = (without: string): string =>
          ops
            .filter(item => item.op !== without)
            .map(item => item.text)
            .join('')
        expect(join('insert')).toBe(before)
        expect(join('delete')).toBe(after)
      }),
    )
  })

  it('finds the shortest edit of a text with one insertion', () => {
    fc.assert(
      fc.property(words, fc.nat(), (text, seed) => {
        const at = seed % (text.length + 1)
        const ops = diffWords(text, `${text.slice(0, at)}§${text.slice(at)}`)
        expect(
          ops
            .filter(item => item.op === 'insert')
            .map(item => item.text)
            .join(''),
        ).toContain('§')
        expect(ops.filter(item => item.op === 'delete').join('').length).toBeLessThanOrEqual(15)
      }),
    )
  })

  it('gives up on word by word when two long texts share nothing', () => {
    const before = Array.from({ length: 3000 }, (_, at) => `a${at}`).join(' ')
    const after = Array.from({ length: 3000 }, (_, at) => `b${at}`).join('  ')
    const ops = diffWords(before, after)
    expect(
      ops
        .filter(item => item.op !== 'insert')
        .map(item => item.text)
        .join(''),
    ).toBe(before)
    expect(
      ops
        .filter(item => item.op !== 'delete')
        .map(item => item.text)
        .join(''),
    ).toBe(after)
  })
})

describe('changedShare', () => {
  it('is 0 for no change, 1 for a rewrite, and in between otherwise', () => {
    expect(changedShare(diffWords('one two', 'one two'))).toBe(0)
    expect(changedShare(diffWords('one two', 'three four'))).toBe(1)
    expect(changedShare(diffWords('one two three four', 'one two three five'))).toBeCloseTo(0.25)
    expect(changedShare([])).toBe(0)
  })
})
