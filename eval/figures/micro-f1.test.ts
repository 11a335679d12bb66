import { describe, expect, it } from 'vitest'
import { microF1 } from './micro-f1.ts'

describe('micro-F1', () => {
  it.each([
    ['nothing expected, nothing found', [{ expected: [], found: [] }], 1],
    ['all found', [{ expected: ['a', 'b'], found: ['b', 'a'] }], 1],
    ['nothing found', [{ expected: ['a'], found: [] }], 0],
    ['too much found', [{ expected: ['a'], found: ['a', 'b', 'c'] }], 0.5],
    ['a label found twice counts once', [{ expected: ['a'], found: ['a', 'a'] }], 1],
    [
      'pooled over rows',
      [
        { expected: ['a', 'b'], found: ['a'] },
        { expected: [], found: ['b'] },
      ],
      0.5,
    ],
  ])('%s', (_, rows, expected) => {
    expect(microF1(rows)).toBeCloseTo(expected, 10)
  })
})
