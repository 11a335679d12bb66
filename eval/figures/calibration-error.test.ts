import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibrationError } from './calibration-error.ts'

const guesses = (confidence: number, correct: number, of: number) =>
  Array.from({ length: of }, (_, at) => ({ confidence, correct: at < correct }))

describe('calibration error', () => {
  it.each([
    ['nothing guessed', [], 0],
    ['sure and right', guesses(1, 4, 4), 0],
    ['sure and wrong', guesses(1, 0, 4), 1],
    ['right as often as said', guesses(0.75, 3, 4), 0],
    ['too modest', guesses(0.5, 4, 4), 0.5],
    ['gaps of two bins weighed by size', [...guesses(0.9, 0, 1), ...guesses(0.5, 1, 3)], 0.9 / 4 + 0.5 / 4],
  ])('%s', (_, rows, expected) => {
    expect(calibrationError(rows)).toBeCloseTo(expected, 10)
  })

  it('stays within 0 and 1 and does not depend on the order', () => {
    const guess = fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), correct: fc.boolean() })
    fc.assert(
      fc.property(fc.array(guess), rows => {
        const error = calibrationError(rows)
        expect(error).toBeGreaterThanOrEqual(0)
        expect(error).toBeLessThanOrEqual(1 + 1e-9)
        expect(calibrationError([...rows].reverse())).toBeCloseTo(error, 9)
      }),
    )
  })
})
