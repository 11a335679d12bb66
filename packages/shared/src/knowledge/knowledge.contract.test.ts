import { describe, expect, it } from 'vitest'
import { knowledgeSearchInput, knowledgeUpsertInput } from './knowledge.contract.ts'

const good = { title: 'Returns', text: 'Thirty days.' }

describe('knowledge inputs', () => {
  it.each([
    [{}, true],
    [{ tags: ['a', 'b'], category: 'shipping' }, true],
    [{ title: '  ' }, false],
    [{ title: 'x'.repeat(301) }, false],
    [{ title: 'a\u0000' }, false],
    [{ title: 'a\ud800' }, false],
    [{ text: '' }, false],
    [{ text: 'a\u0000' }, false],
    [{ category: 'a\u0000' }, false],
    [{ tags: ['a\u0000'] }, false],
    [{ tags: Array.from({ length: 31 }, () => 'x') }, false],
    [{ id: 'not a uuid' }, false],
  ])('article %j: %s', (change, fits) => {
    expect(knowledgeUpsertInput.safeParse({ ...good, ...change }).success).toBe(fits)
  })

  it('takes an article of half a million characters and no more', () => {
    expect(knowledgeUpsertInput.safeParse({ ...good, text: 'x'.repeat(500_000) }).success).toBe(true)
    expect(knowledgeUpsertInput.safeParse({ ...good, text: 'x'.repeat(500_001) }).success).toBe(false)
  })

  it.each([
    ['return postage', true],
    ["'; DROP TABLE chunks; --", true],
    [' ', false],
    ['a\u0000', false],
    ['a\udfff', false],
    ['x'.repeat(2001), false],
  ])('search %j: %s', (text, fits) => {
    expect(knowledgeSearchInput.safeParse({ text }).success).toBe(fits)
  })
})
