import { describe, expect, it } from 'vitest'
import { lineTo } from './message-tree.ts'

const message = (id: string, parentId: string | null, minute: number) => ({
  id,
  parentId,
  at: `2026-11-20T10:${String(minute).padStart(2, '0')}:00.000Z`,
})
const tree = [
  message('a', null, 1),
  message('b', 'a', 2),
  message('c', 'b', 3),
  message('b2', 'a', 4),
  message('other', null, 5),
]
const ids = (chosen: string | null) => lineTo(tree, chosen).map(step => step.message.id)

describe('the line of an exchange', () => {
  it('is the newest one when nothing is chosen', () => {
    expect(ids(null)).toEqual(['other'])
    expect(ids('gone')).toEqual(['other'])
  })

  it('leads to what is chosen and goes on from there', () => {
    expect(ids('b')).toEqual(['a', 'b', 'c'])
    expect(ids('b2')).toEqual(['a', 'b2'])
  })

  it('takes the newest branch after what is chosen', () => {
    expect(ids('a')).toEqual(['a', 'b2'])
  })

  it('knows the branches at every point', () => {
    expect(lineTo(tree, 'c').map(step => step.branches)).toEqual([['a', 'other'], ['b', 'b2'], ['c']])
  })

  it('ends, also when parents go round in a circle', () => {
    const circle = [message('x', 'y', 1), message('y', 'x', 2)]
    expect(lineTo(circle, 'x')).toEqual([])
  })

  it('is empty for an exchange that has not begun', () => {
    expect(lineTo([], null)).toEqual([])
  })
})
