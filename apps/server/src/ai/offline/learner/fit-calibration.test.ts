import { describe, expect, it } from 'vitest'
import { fitTemperature, fitThreshold } from './fit-calibration.ts'

/** Two labels, the first said with a lead of `lead`, and true in `right` of `of` rows. */
const rows = (lead: number, right: number, of: number) =>
  Array.from({ length: of }, (_, at) => ({
    scores: Float64Array.from([lead, 0]),
    labels: [at < right ? 0 : 1],
  }))

describe('calibration', () => {
  it.each([
    ['keeps scores that are as sure as they are right', Math.log(3), 75, 1],
    ['makes scores that are too sure more modest', 3 * Math.log(3), 75, 3],
    ['makes scores that are too modest surer', Math.log(3) / 2, 75, 0.5],
  ])('%s', (_, lead, right, expected) => {
    expect(fitTemperature(rows(lead, right, 100))).toBeCloseTo(expected, 1)
  })

  it('changes nothing when there is nothing to learn from', () => {
    expect(fitTemperature([])).toBe(1)
    expect(fitThreshold([])).toBe(0.5)
  })

  it('puts the threshold where the labels that hold begin', () => {
    const threshold = fitThreshold([
      { scores: Float64Array.from([2, -1]), labels: [0] },
      { scores: Float64Array.from([-2, -0.5]), labels: [1] },
      { scores: Float64Array.from([-3, -3]), labels: [] },
    ])
    expect(threshold).toBeCloseTo(1 / (1 + Math.exp(0.5)), 10)
  })
})
