import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { autonomyGate, chanceOfAtMost, countDecisions, drawnForAudit } from './autonomy-gate.policy.ts'

describe('autonomyGate', () => {
  it.each([
    [0, 0, 'too_few', false],
    [29, 29, 'too_few', false],
    [30, 30, 'below_target', false],
    [73, 73, 'earned', true],
    [200, 190, 'below_target', false],
    [200, 199, 'earned', true],
  ])('%d decisions, %d unchanged → %s', (decisions, unchanged, why, open) => {
    expect(autonomyGate({ decisions, unchanged })).toMatchObject({ why, open })
  })

  it('opens earlier where the tenant asks for less', () => {
    expect(autonomyGate({ decisions: 30, unchanged: 30 }, 0.85).open).toBe(true)
  })

  it('closes again when the latest decisions turn', () => {
    const good = Array.from({ length: 200 }, () => true)
    const turned = [...Array.from({ length: 20 }, () => false), ...good]
    expect(autonomyGate(countDecisions(good)).open).toBe(true)
    expect(autonomyGate(countDecisions(turned)).open).toBe(false)
  })

  it('looks at the last 200 only', () => {
    const recent = [...Array.from({ length: 200 }, () => true), ...Array.from({ length: 500 }, () => false)]
    expect(countDecisions(recent)).toMatchObject({ decisions: 200, unchanged: 200 })
  })

  it('closes on drift while the long record still looks well', () => {
    const good = Array.from({ length: 180 }, () => true)
    const slipping = [...Array.from({ length: 20 }, (_, at) => at >= 5), ...good]
    const counts = countDecisions(slipping)
    expect(autonomyGate(counts, 0.94)).toMatchObject({ open: false, why: 'drift' })
    const { recent, ...longRecord } = counts
    expect(autonomyGate(longRecord, 0.94)).toMatchObject({ open: true })
  })

  it('does not take a little bad luck for drift', () => {
    const good = Array.from({ length: 180 }, () => true)
    const unlucky = [...Array.from({ length: 20 }, (_, at) => at >= 2), ...good]
    expect(autonomyGate(countDecisions(unlucky), 0.94).open).toBe(true)
  })
})

describe('chanceOfAtMost', () => {
  it.each([
    [16, 20, 0.95, 0.0159],
    [17, 20, 0.95, 0.0755],
    [0, 3, 0.5, 0.125],
    [3, 3, 0.5, 1],
    [2, 5, 0, 1],
    [2, 5, 1, 0],
  ])('of %d or fewer in %d at %d is %d', (successes, trials, share, chance) => {
    expect(chanceOfAtMost(successes, trials, share)).toBeCloseTo(chance, 4)
  })

  it('never falls as the bar rises', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (trials, share) => {
          let last = 0
          for (let bar = 0; bar <= trials; bar += 1) {
            const chance = chanceOfAtMost(bar, trials, share)
            expect(chance).toBeGreaterThanOrEqual(last - 1e-12)
            last = chance
          }
          expect(last).toBe(1)
        },
      ),
    )
  })
})

describe('drawnForAudit', () => {
  it('draws about the share asked for, always the same runs', () => {
    const ids = Array.from({ length: 20_000 }, (_, at) => `0193-run-${at}`)
    const drawn = ids.filter(id => drawnForAudit(id, 0.05))
    expect(drawn.length / ids.length).toBeGreaterThan(0.045)
    expect(drawn.length / ids.length).toBeLessThan(0.055)
    expect(drawn.every(id => drawnForAudit(id, 0.05))).toBe(true)
  })

  it('draws nobody at 0 and everybody at 1', () => {
    fc.assert(
      fc.property(fc.uuid(), id => {
        expect(drawnForAudit(id, 0)).toBe(false)
        expect(drawnForAudit(id, 1)).toBe(true)
      }),
    )
  })
})
