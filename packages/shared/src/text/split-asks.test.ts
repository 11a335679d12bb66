import { describe, expect, it } from 'vitest'
import { completeAsks, splitAsks } from './split-asks.ts'

describe('splitAsks', () => {
  it.each([
    ['How much is delivery and can I return it?', ['How much is delivery?', 'can I return it?']],
    ['Сколько стоит и есть ли в наличии?', ['Сколько стоит?', 'есть ли в наличии?']],
    ['Do you sell salt and pepper mills?', ['Do you sell salt and pepper mills?']],
    ['My mouse broke. What now?', ['My mouse broke.', 'What now?']],
    ['👍', []],
  ])('takes %j apart', (text, parts) => {
    expect(splitAsks(text)).toEqual(parts)
  })
})

describe('completeAsks', () => {
  it('leaves an ask with words of its own alone', () => {
    const ask = 'Can I return opened headphones?'
    expect(completeAsks([ask], ['How much is delivery?'])).toEqual([{ ask, full: ask }])
  })
  it('completes a leaning ask by the ask before it', () => {
    expect(completeAsks(['Do you ship abroad quickly?', 'how long does it take?'], [])[1]?.full).toBe(
      'Do you ship abroad quickly? how long does it take?',
    )
  })
  it('completes the first one by what the customer said last', () => {
    expect(completeAsks(['And how long?'], ['Hello', 'Do you ship to Finland?'])[0]?.full).toBe(
      'Hello Do you ship to Finland? And how long?',
    )
  })
  it('has nothing to add to the first words of a conversation', () => {
    expect(completeAsks(['How long?'], [])).toEqual([{ ask: 'How long?', full: 'How long?' }])
  })
  it('takes only the subject from an ask for another value of it', () => {
    expect(completeAsks(['How long does delivery take?', 'what does it cost?'], [])[1]?.full).toBe(
      'does delivery take? what does it cost?',
    )
    expect(completeAsks(['How long does delivery take?', 'and can I return it?'], [])[1]?.full).toBe(
      'How long does delivery take? and can I return it?',
    )
  })
})
