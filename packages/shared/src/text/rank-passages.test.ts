import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexPassages, rankPassages } from './rank-passages.ts'

const passages = [
  { id: 'wifi-a', head: 'Is there wifi?', body: 'Wifi is free at the Ashley.', about: 'Ashley' },
  { id: 'wifi-b', head: 'Is there wifi?', body: 'The Lovell has no wifi.', about: 'Lovell' },
  { id: 'pets-a', head: 'Can I bring my dog?', body: 'Pets may stay at the Ashley.', about: 'Ashley' },
  { id: 'tax', head: 'Who pays the city tax?', body: 'Guests pay it on the day they leave.', about: null },
]
const index = indexPassages(passages)
const first = (question: string, about: { name: string; strength: number }[] = []) =>
  rankPassages(index, question, { limit: 3, about })[0]?.id

describe('ranking passages', () => {
  it('finds by words, their forms and parts', () => {
    expect(first('may my dogs come too')).toBe('pets-a')
    expect(first('taxes')).toBe('tax')
  })

  it('prefers what the dialogue is about, however well the same answer fits for another', () => {
    expect(first('do they have wifi', [{ name: 'Lovell', strength: 0.4 }])).toBe('wifi-b')
    expect(first('do they have wifi', [{ name: 'Ashley', strength: 0.4 }])).toBe('wifi-a')
  })

  it('returns at most the limit, best first, each passage once, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 6 }), (question, limit) => {
        const ranked = rankPassages(index, question, { limit })
        expect(ranked.length).toBe(Math.min(limit, passages.length))
        expect(new Set(ranked.map(({ id }) => id)).size).toBe(ranked.length)
        expect(ranked.map(({ score }) => score)).toEqual(
          ranked.map(({ score }) => score).sort((a, b) => b - a),
        )
      }),
    )
  })

  it('survives names that look like patterns, and no passages', () => {
    const odd = indexPassages([{ id: 'x', head: 'C++ (2nd ed.)', body: 'A book.', about: 'C++ (2nd ed.)' }])
    expect(rankPassages(odd, 'book', { limit: 1 })[0]?.id).toBe('x')
    expect(rankPassages(indexPassages([]), 'book', { limit: 1 })).toEqual([])
  })
})
