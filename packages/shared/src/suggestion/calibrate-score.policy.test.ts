import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyCalibration,
  calibrationError,
  calibrationModel,
  chooseCalibration,
  fitCalibration,
  minCalibrationSamples,
  reliabilityDiagram,
  shippedPrior,
} from './calibrate-score.policy.ts'

const samples = fc.array(
  fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), unchanged: fc.boolean() }),
  { minLength: 1, maxLength: 200 },
)

describe('fitCalibration', () => {
  it('learns a step', () => {
    const data = Array.from({ length: 400 }, (_, at) => ({ score: at / 400, unchanged: at >= 200 }))
    const model = fitCalibration(data, 'v1')
    if (model === null) throw new Error('no fit')
    expect(applyCalibration(model, 0.2)).toBeLessThan(0.1)
    expect(applyCalibration(model, 0.8)).toBeGreaterThan(0.9)
    expect(model.ece).toBeLessThan(0.05)
  })

  it('pools what goes against the order', () => {
    const data = [
      ...Array.from({ length: 30 }, () => ({ score: 0.3, unchanged: true })),
      ...Array.from({ length: 30 }, () => ({ score: 0.7, unchanged: false })),
    ]
    const model = fitCalibration(data, 'v1')
    expect(model?.points.map(point => [point.score, point.probability])).toEqual([
      [0.3, 0.5],
      [0.7, 0.5],
    ])
  })

  it('never falls as the score rises, stays within 0..1, whatever the data', () => {
    fc.assert(
      fc.property(samples, data => {
        const model = fitCalibration(data, 'v1')
        if (model === null) throw new Error('no fit')
        expect(calibrationModel.safeParse(model).success).toBe(true)
        let last = 0
        for (let score = 0; score <= 1.0001; score += 0.02) {
          const value = applyCalibration(model, score)
          expect(value).toBeGreaterThanOrEqual(last - 1e-12)
          expect(value).toBeLessThanOrEqual(1)
          last = value
        }
      }),
    )
  })

  it('does not depend on the order of the samples', () => {
    fc.assert(
      fc.property(samples, data => {
        const left = fitCalibration(data, 'v1')
        const right = fitCalibration([...data].reverse(), 'v1')
        for (const score of [0.1, 0.5, 0.9]) {
          expect(applyCalibration(left ?? shippedPrior, score)).toBeCloseTo(
            applyCalibration(right ?? shippedPrior, score),
            9,
          )
        }
      }),
    )
  })

  it('claims no certainty from three happy accidents', () => {
    const model = fitCalibration(
      [
        { score: 0.2, unchanged: false },
        { score: 0.9, unchanged: true },
        { score: 0.91, unchanged: true },
        { score: 0.92, unchanged: true },
      ],
      'v1',
    )
    expect(applyCalibration(model ?? shippedPrior, 1)).toBeLessThan(1)
  })

  it('has nothing to fit without samples', () => {
    expect(fitCalibration([], 'v1')).toBeNull()
    expect(fitCalibration([{ score: Number.NaN, unchanged: true }], 'v1')).toBeNull()
  })
})

describe('applyCalibration', () => {
  const praised = fitCalibration(
    Array.from({ length: 60 }, (_, at) => ({ score: 0.8 + at / 1000, unchanged: true })),
    'v1',
  )

  it('trusts a draft worse than any people have seen less than those they approved', () => {
    const model = praised ?? shippedPrior
    expect(applyCalibration(model, 0.8)).toBeGreaterThan(0.9)
    expect(applyCalibration(model, 0.5)).toBeLessThan(0.7)
    expect(applyCalibration(model, 0)).toBeLessThan(0.1)
  })

  it('never falls as the score rises, below the lowest score decided about either', () => {
    const model = praised ?? shippedPrior
    const curve = Array.from({ length: 201 }, (_, at) => applyCalibration(model, at / 200))
    expect(curve).toEqual([...curve].sort((left, right) => left - right))
  })

  it('gives no confidence to a score that is not a number', () => {
    expect(applyCalibration(shippedPrior, Number.NaN)).toBe(0)
  })
})

describe('reliabilityDiagram', () => {
  it('puts every prediction in one of 15 bins', () => {
    const diagram = reliabilityDiagram([
      { predicted: 0, unchanged: false },
      { predicted: 1, unchanged: true },
      { predicted: 0.5, unchanged: true },
    ])
    expect(diagram).toHaveLength(15)
    expect(diagram.reduce((sum, bin) => sum + bin.count, 0)).toBe(3)
    expect(diagram[14]?.count).toBe(1)
  })

  it('measures the gap between said and seen', () => {
    const sure = Array.from({ length: 10 }, (_, at) => ({ predicted: 0.9, unchanged: at < 5 }))
    expect(calibrationError(reliabilityDiagram(sure))).toBeCloseTo(0.4, 9)
    expect(calibrationError([])).toBe(0)
  })
})

describe('chooseCalibration', () => {
  it('takes the narrowest fit that enough people stand behind', () => {
    const enough = { ...shippedPrior, samples: minCalibrationSamples }
    const few = { ...shippedPrior, samples: minCalibrationSamples - 1 }
    expect(chooseCalibration(enough, enough).by).toBe('intent')
    expect(chooseCalibration(few, enough).by).toBe('tenant')
    expect(chooseCalibration(few, few).by).toBe('prior')
    expect(chooseCalibration(null, null).by).toBe('prior')
  })
})
