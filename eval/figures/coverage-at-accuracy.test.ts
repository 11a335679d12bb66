import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverageAtAccuracy } from './coverage-at-accuracy.ts'

const rows = (...given: readonly (readonly [number, boolean])[]) =>
  given.map(([confidence, correct]) => ({ confidence, correct }))

describe('coverage at an accuracy', () => {
  it.each([
    ['nothing guessed', rows(), 0.98, 0],
    ['all right', rows([0.9, true], [0.2, true]), 0.98, 1],
    ['the most confident is wrong', rows([0.9, false], [0.2, true]), 0.98, 0],
    [
      'stops before the first wrong one',
      rows([0.9, true], [0.8, true], [0.7, false], [0.6, true]),
      0.98,
      0.5,
    ],
    ['a wrong one is made up for later', rows([0.9, true], [0.8, false], [0.7, true], [0.6, true]), 0.75, 1],
    ['no threshold parts equal confidences', rows([0.9, true], [0.9, false]), 0.98, 0],
  ])('%s', (_, given, accuracy, expected) => {
    expect(coverageAtAccuracy(given, accuracy)).toBeCloseTo(expected, 10)
  })

  it('never grows with a stricter accuracy, and covers all when none is asked for', () => {
    const guess = fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), correct: fc.boolean() })
    fc.assert(
      fc.property(
        fc.array(guess, { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, accuracy) => {
          expect(coverageAtAccuracy(given, accuracy)).toBeGreaterThanOrEqual(coverageAtAccuracy(given, 1))
          expect(coverageAtAccuracy(given, 0)).toBe(1)
        },
      ),
    )
  })
})
