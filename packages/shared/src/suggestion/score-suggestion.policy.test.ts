import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { penaltyFor, penaltyTable, scoreSuggestion } from './score-suggestion.policy.ts'
import { penaltyCodes } from './suggestion.codes.ts'

const unit = fc.double({ min: 0, max: 1, noNaN: true })
const penalties = fc
  .array(
    fc
      .tuple(fc.constantFrom(...penaltyCodes), fc.integer({ min: 1, max: 9 }))
      .map(([code, count]) => penaltyFor(code, count)),
  )
  .map(list => list.filter(item => item !== null))

describe('scoreSuggestion', () => {
  it('weighs similarity, intent and self-check and takes penalties off', () => {
    const parts = { similarity: 0.8, intent: 0.9, selfCheck: 1 }
    expect(scoreSuggestion(parts, []).raw).toBeCloseTo(0.45 * 0.8 + 0.3 * 0.9 + 0.25, 10)
    const penalty = penaltyFor('LOW_SIMILARITY', 1)
    expect(scoreSuggestion(parts, penalty === null ? [] : [penalty]).raw).toBeCloseTo(0.88 - 0.15, 10)
  })

  it('follows the tenant’s weights', () => {
    const parts = { similarity: 1, intent: 0, selfCheck: 0 }
    expect(scoreSuggestion(parts, [], { similarity: 1, intent: 0, selfCheck: 0 }).raw).toBe(1)
  })

  it('stays within 0..1 and never rises by a penalty', () => {
    fc.assert(
      fc.property(unit, unit, unit, penalties, (similarity, intent, selfCheck, list) => {
        const parts = { similarity, intent, selfCheck }
        const { raw } = scoreSuggestion(parts, list)
        expect(raw).toBeGreaterThanOrEqual(0)
        expect(raw).toBeLessThanOrEqual(scoreSuggestion(parts, []).raw)
        expect(raw).toBeLessThanOrEqual(1)
      }),
    )
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -3])('does not gain trust from %s', broken => {
    expect(scoreSuggestion({ similarity: broken, intent: broken, selfCheck: broken }, []).raw).toBe(0)
  })
})

describe('penaltyFor', () => {
  it('is nothing for no finding and capped for many', () => {
    expect(penaltyFor('PRICE_MISMATCH', 0)).toBeNull()
    expect(penaltyFor('PRICE_MISMATCH', 1)?.value).toBe(0.4)
    expect(penaltyFor('PRICE_MISMATCH', 50)?.value).toBe(0.5)
  })

  it('has a value for every code', () => {
    for (const code of penaltyCodes) {
      expect(penaltyTable[code].value).toBeGreaterThan(0)
      expect(penaltyTable[code].most).toBeGreaterThanOrEqual(penaltyTable[code].value)
    }
  })
})
