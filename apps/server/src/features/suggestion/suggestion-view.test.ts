import { describe, expect, it } from 'vitest'
import type { SuggestionRow } from './suggestion.repo.ts'
import { toSuggestionView } from './suggestion-view.ts'

const at = new Date('2026-11-16T10:00:00Z')

/** The columns the view reads; a row has more. */
const row = (blockedBy: string | null) =>
  ({
    id: '0198f0c0-0000-7000-8000-000000000001',
    version: 1,
    status: 'pending',
    text: 'Delivery is free.',
    sentences: [],
    sources: [],
    penalties: [],
    explanation: [{ code: 'BLOCKED_AUDIT', params: {} }],
    decision: 'NEED_APPROVAL',
    blockedBy,
    intent: null,
    createdAt: at,
    decidedAt: null,
    decidedById: null,
  }) as unknown as SuggestionRow

describe('what consoles see of a suggestion', () => {
  it('names the key that kept it from being sent', () => {
    expect(toSuggestionView(row('FLAG_OFF'), 'en', null).blockedBy).toBe('FLAG_OFF')
  })

  it('does not tell that it was drawn for the audit', () => {
    const view = toSuggestionView(row('AUDIT_SAMPLE'), 'en', null)
    expect(view.blockedBy).toBeNull()
    expect(JSON.stringify(view)).not.toMatch(/audit/i)
  })
})
