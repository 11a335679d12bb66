import { describe, expect, it } from 'vitest'
import { compareOutcomes } from './compare-outcomes.policy.ts'
import type { StudioOutcome } from './studio.contract.ts'

const outcome: StudioOutcome = {
  kind: 'suggested',
  intent: 'return',
  decision: 'NEED_APPROVAL',
  blockedBy: 'MODE',
  escalationReason: null,
  confidence: 0.8,
  reply: 'Thirty days.',
  sources: ['Returns'],
  supported: 1,
  sentences: 1,
  penalties: [],
}

describe('compareOutcomes', () => {
  it('finds nothing between equals', () => {
    expect(compareOutcomes(outcome, structuredClone(outcome))).toEqual([])
  })

  it('names every field that moved, with both values', () => {
    const found = { ...outcome, intent: 'price', sources: ['Prices', 'Returns'] }
    expect(compareOutcomes(outcome, found)).toEqual([
      { field: 'intent', before: 'return', after: 'price' },
      { field: 'sources', before: ['Returns'], after: ['Prices', 'Returns'] },
    ])
  })

  it.each([
    [0.84, 0],
    [0.76, 0],
    [0.86, 1],
    [null, 1],
  ])('confidence 0.8 → %s makes %d changes', (confidence, changes) => {
    expect(compareOutcomes(outcome, { ...outcome, confidence })).toHaveLength(changes)
  })
})
