import type { OutcomeChange, StudioOutcome } from './studio.contract.ts'

/** Confidence moves a little with every decision people make: only a move that could matter is a change. */
const confidenceMargin = 0.05

/** What is different between the outcome that was pinned and the one of today, field by field. */
export function compareOutcomes(expected: StudioOutcome, found: StudioOutcome): OutcomeChange[] {
  return (Object.keys(expected) as (keyof StudioOutcome)[]).flatMap(field => {
    const [before, after] = [expected[field], found[field]]
    return differs(field, before, after) ? [{ field, before, after }] : []
  })
}

function differs(field: keyof StudioOutcome, before: unknown, after: unknown): boolean {
  if (field === 'confidence' && typeof before === 'number' && typeof after === 'number') {
    return Math.abs(before - after) > confidenceMargin
  }
  return JSON.stringify(before) !== JSON.stringify(after)
}
