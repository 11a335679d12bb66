import { describe, expect, it } from 'vitest'
import {
  conversationListInput,
  conversationSearchInput,
  conversationSnoozeInput,
} from './conversation.contract.ts'

describe('conversation inputs', () => {
  it.each([
    [undefined, true],
    [{}, true],
    [{ view: 'mine', status: 'active', limit: 200, cursor: 'x' }, true],
    [{ view: 'everything' }, false],
    [{ status: 'closed' }, false],
    [{ limit: 0 }, false],
    [{ limit: 201 }, false],
    [{ limit: 1.5 }, false],
    [{ limit: '10' }, false],
    [{ cursor: 'x'.repeat(201) }, false],
  ])('list %j: %s', (input, fits) => {
    expect(conversationListInput.safeParse(input).success).toBe(fits)
  })

  it.each([
    ['100 %', true],
    ["Robert'); DROP TABLE students;--", true],
    ['   ', false],
    ['x'.repeat(201), false],
    ['a\u0000b', false],
    ['a\ud800b', false],
  ])('search %j: %s', (text, fits) => {
    expect(conversationSearchInput.safeParse({ text }).success).toBe(fits)
  })

  it.each([
    ['2030-01-01T00:00:00Z', true],
    ['2030-01-01T00:00:00.000Z', true],
    ['2030-01-01', false],
    ['tomorrow', false],
    ['2030-02-30T00:00:00Z', false],
  ])('snooze until %s: %s', (until, fits) => {
    const id = '019a0000-0000-7000-8000-000000000000'
    expect(conversationSnoozeInput.safeParse({ id, until }).success).toBe(fits)
  })
})
