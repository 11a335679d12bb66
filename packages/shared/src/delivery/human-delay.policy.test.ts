import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultDelayProfiles, type HumanDelay, humanDelay, lengthClass } from './human-delay.policy.ts'

const settings: HumanDelay = {
  enabled: true,
  profiles: defaultDelayProfiles,
  nightDelayMultiplier: 3,
  minDelayMs: 1000,
  maxDelayMs: 60_000,
}
const middle = () => 0.5

describe('lengthClass', () => {
  it.each([
    [0, 'SHORT'],
    [80, 'SHORT'],
    [81, 'MEDIUM'],
    [300, 'MEDIUM'],
    [301, 'LONG'],
  ])('%d characters are %s', (length, expected) => {
    expect(lengthClass('x'.repeat(length))).toBe(expected)
  })
})

describe('humanDelay', () => {
  it('is the base, the time to type and the jitter of its length', () => {
    // Base 3,000 in the middle of 2,000 to 4,000, one second for 40 characters, no wobble.
    expect(humanDelay('x'.repeat(40), settings, false, middle)).toBe(4000)
  })

  it('takes longer at night', () => {
    expect(humanDelay('x'.repeat(40), settings, true, middle)).toBe(12_000)
  })

  it('is nothing when it is off', () => {
    expect(humanDelay('x', { ...settings, enabled: false }, true, middle)).toBe(0)
  })

  it('stays between the limits, in whole milliseconds, for any text and any luck', () => {
    const luck = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.nat(20_000), luck, luck, fc.boolean(), (length, first, second, night) => {
        const draws = [first, second]
        const delay = humanDelay('x'.repeat(length), settings, night, () => draws.shift() ?? 0)
        expect(Number.isInteger(delay)).toBe(true)
        expect(delay).toBeGreaterThanOrEqual(settings.minDelayMs)
        expect(delay).toBeLessThanOrEqual(settings.maxDelayMs)
      }),
    )
  })

  it('never has a longer text of the same kind leave sooner, luck being equal', () => {
    fc.assert(
      fc.property(fc.integer({ min: 301, max: 5000 }), fc.nat(5000), (length, more) => {
        const short = humanDelay('x'.repeat(length), settings, false, middle)
        const long = humanDelay('x'.repeat(length + more), settings, false, middle)
        expect(long).toBeGreaterThanOrEqual(short)
      }),
    )
  })
})
