import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { autosendKeys } from '../suggestion/suggestion.codes.ts'
import { type ReplayCell, replayOutcomes, replayStep } from './insight.contract.ts'
import { keyMask, replayStepOf, replayThresholds, replayVerdict } from './replay-thresholds.policy.ts'

const cell = (changes: Partial<ReplayCell> = {}): ReplayCell => ({
  step: replayStepOf(0.9),
  fixed: false,
  failedKeys: 0,
  outcome: 'approved',
  count: 1,
  ...changes,
})
const settings = { tAuto: 0.8, tEscalate: 0.4, ignoredKeys: [] }

describe('replayVerdict', () => {
  it.each([
    ['far above', {}, 'sent'],
    ['exactly at t_auto', { step: replayStepOf(0.8) }, 'sent'],
    ['one step below t_auto', { step: replayStepOf(0.8) - 1 }, 'queued'],
    ['exactly at t_escalate', { step: replayStepOf(0.4) }, 'queued'],
    ['one step below t_escalate', { step: replayStepOf(0.4) - 1 }, 'escalated'],
    ['a key that did not turn', { failedKeys: keyMask(['MODE']) }, 'queued'],
    ['escalated whatever the score', { fixed: true }, 'escalated'],
  ] as const)('%s', (_, changes, verdict) => {
    expect(replayVerdict(cell(changes), settings)).toBe(verdict)
  })

  it('sends past the keys it is told to take as turned, and past no other', () => {
    const row = cell({ failedKeys: keyMask(['MODE', 'EVIDENCE']) })
    expect(replayVerdict(row, { ...settings, ignoredKeys: ['MODE'] })).toBe('queued')
    expect(replayVerdict(row, { ...settings, ignoredKeys: ['MODE', 'EVIDENCE'] })).toBe('sent')
  })
})

describe('replayStepOf', () => {
  it('puts every multiple of the step into its own step', () => {
    for (let step = 0; step <= 200; step += 1) expect(replayStepOf(step * replayStep)).toBe(step)
  })
})

const anyCell = fc.record({
  step: fc.integer({ min: 0, max: 200 }),
  fixed: fc.boolean(),
  failedKeys: fc.integer({ min: 0, max: 255 }),
  outcome: fc.constantFrom(...replayOutcomes),
  count: fc.integer({ min: 1, max: 50 }),
})

describe('replayThresholds', () => {
  it('counts each suggestion once', () => {
    fc.assert(
      fc.property(
        fc.array(anyCell),
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 0, max: 200 }),
        (cells, a, b) => {
          const [low, high] = [Math.min(a, b) * replayStep, Math.max(a, b) * replayStep]
          const result = replayThresholds(cells, { tAuto: high, tEscalate: low, ignoredKeys: [] })
          const total = cells.reduce((sum, one) => sum + one.count, 0)
          expect(result.sent + result.queued + result.escalated).toBe(total)
          expect(result.good + result.bad + result.unjudged).toBe(result.sent)
        },
      ),
    )
  })

  it('never sends more when the bar rises', () => {
    fc.assert(
      fc.property(fc.array(anyCell), fc.integer({ min: 0, max: 199 }), (cells, step) => {
        const at = (tAuto: number) =>
          replayThresholds(cells, { tAuto, tEscalate: 0, ignoredKeys: [...autosendKeys] })
        const [lower, higher] = [at(step * replayStep), at((step + 1) * replayStep)]
        expect(higher.sent).toBeLessThanOrEqual(lower.sent)
        expect(higher.bad).toBeLessThanOrEqual(lower.bad)
      }),
    )
  })

  it('calls bad what a person changed or refused, and judges nothing nobody judged', () => {
    const cells = replayOutcomes.map(outcome => cell({ outcome }))
    expect(replayThresholds(cells, settings)).toEqual({
      total: 6,
      sent: 6,
      queued: 0,
      escalated: 0,
      good: 1,
      bad: 3,
      unjudged: 2,
    })
  })
})
