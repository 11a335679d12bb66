import { describe, expect, it } from 'vitest'
import { afterDone, neighbour } from './use-row-keys.ts'

const ids = ['a', 'b', 'c']

describe('moving in a list', () => {
  it('goes on and back, and stays at the ends', () => {
    expect(neighbour(ids, 'a', 1)).toBe('b')
    expect(neighbour(ids, 'b', -1)).toBe('a')
    expect(neighbour(ids, 'c', 1)).toBeNull()
    expect(neighbour(ids, 'a', -1)).toBeNull()
  })

  it('starts at an end when nothing listed is selected', () => {
    expect(neighbour(ids, null, 1)).toBe('a')
    expect(neighbour(ids, 'gone', -1)).toBe('c')
    expect(neighbour([], null, 1)).toBeNull()
  })
})

describe('being done with a conversation', () => {
  it('leads to the next, at the end to the one before, and alone to none', () => {
    expect(afterDone(ids, 'b')).toBe('c')
    expect(afterDone(ids, 'c')).toBe('b')
    expect(afterDone(['c'], 'c')).toBeNull()
  })
})
