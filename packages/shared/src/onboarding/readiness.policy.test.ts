import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assessReadiness, type ReadinessFacts, readinessWeights } from './readiness.policy.ts'

const empty: ReadinessFacts = {
  settingsSaved: false,
  companyFacts: 1,
  activeChannels: 0,
  conversations: 0,
  articles: 0,
  products: 0,
  policyChosen: false,
  members: 1,
  escalationContact: false,
  ownersSecondFactor: false,
}
const whole: ReadinessFacts = {
  settingsSaved: true,
  companyFacts: 4,
  activeChannels: 1,
  conversations: 3,
  articles: 12,
  products: 9,
  policyChosen: true,
  members: 3,
  escalationContact: true,
  ownersSecondFactor: true,
}
const count = fc.nat({ max: 20 })
const facts: fc.Arbitrary<ReadinessFacts> = fc.record({
  settingsSaved: fc.boolean(),
  companyFacts: count,
  activeChannels: count,
  conversations: count,
  articles: count,
  products: count,
  policyChosen: fc.boolean(),
  members: count,
  escalationContact: fc.boolean(),
  ownersSecondFactor: fc.boolean(),
})

describe('the readiness of a workspace', () => {
  it('is worth a hundred in all', () => {
    expect(Object.values(readinessWeights).reduce((sum, weight) => sum + weight, 0)).toBe(100)
    expect(assessReadiness(whole)).toMatchObject({ score: 100, recommendations: [] })
  })

  it('of an empty one names what counts most first', () => {
    const { score, recommendations } = assessReadiness(empty)
    expect(score).toBeLessThan(20)
    expect(recommendations.slice(0, 2)).toEqual(['knowledge', 'channel'])
  })

  it('never falls when something is added, and lacks what it recommends', () => {
    fc.assert(
      fc.property(
        facts,
        fc.constantFrom(...(Object.keys(whole) as (keyof ReadinessFacts)[])),
        (one, field) => {
          const more = { ...one, [field]: typeof one[field] === 'boolean' ? true : Number(one[field]) + 5 }
          const before = assessReadiness(one)
          expect(assessReadiness(more).score).toBeGreaterThanOrEqual(before.score)
          expect(before.score).toBeGreaterThanOrEqual(0)
          expect([...before.recommendations].sort()).toEqual(
            before.checks
              .filter(check => check.status !== 'passed')
              .map(check => check.code)
              .sort(),
          )
        },
      ),
    )
  })
})
