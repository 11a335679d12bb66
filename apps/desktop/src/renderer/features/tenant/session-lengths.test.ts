import { describe, expect, it } from 'vitest'
import { idleChoices, lengthWords } from './session-lengths.ts'

describe('the length of a session', () => {
  it.each([
    [45, '45 minutes'],
    [60, '1 hour'],
    [90, '90 minutes'],
    [1440, '1 day'],
    [43_200, '30 days'],
  ])('%i minutes are %s', (minutes, words) => {
    expect(lengthWords(minutes, 'en')).toBe(words)
  })

  it('offers the one that is set, in its place', () => {
    expect(
      idleChoices(20, 'en')
        .map(({ value }) => value)
        .slice(0, 3),
    ).toEqual(['15', '20', '30'])
    expect(idleChoices(30, 'en').filter(({ value }) => value === '30')).toHaveLength(1)
  })
})
