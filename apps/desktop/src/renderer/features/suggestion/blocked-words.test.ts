import { autosendKeys } from '@countersign/shared/suggestion/suggestion.codes'
import type { SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'
import { describe, expect, it } from 'vitest'
import { createFormat } from '../../app/format.ts'
import { createI18n } from '../../app/i18n.ts'
import { en } from '../../app/locales/en.ts'
import { suggestion } from '../../testing/detail.fixture.ts'
import { blockedWords } from './blocked-words.ts'

const { t } = createI18n('en', { en })
const say = (patch: Partial<SuggestionView>, mode: 'learning' | 'semi_auto' = 'semi_auto') =>
  blockedWords(suggestion(patch), mode, 'Return', t, createFormat('en'))

describe('why a draft was not sent by itself', () => {
  it('counts decisions until there are enough, then compares the bound with the target', () => {
    expect(say({})).toBe('Not auto-sent: “Return” needs 30 decisions, 22 so far')
    const autonomy = { ...suggestion().autonomy, decisions: 221, unchanged: 200, lowerBound: 0.858 }
    expect(say({ autonomy: autonomy as SuggestionView['autonomy'] })).toBe(
      'Not auto-sent: at least 85.8% surely go unchanged, 95% needed',
    )
  })

  it('does not claim a bound below its target when it is the newest decisions that closed the gate', () => {
    const drifted = {
      ...suggestion().autonomy,
      decisions: 200,
      unchanged: 197,
      lowerBound: 0.957,
      open: false,
    }
    const told = say({ autonomy: drifted as SuggestionView['autonomy'], blockedBy: 'AUTONOMY_CLOSED' })
    expect(told).toBe('Not auto-sent: of late, people changed drafts like this too often')
  })

  it('rounds a bound down, so that it never seems to reach its target', () => {
    const close = { ...suggestion().autonomy, decisions: 200, unchanged: 196, lowerBound: 0.9497 }
    expect(say({ autonomy: close as SuggestionView['autonomy'] })).toContain('94.9%')
  })

  it('has words for every key', () => {
    for (const blockedBy of autosendKeys) expect(say({ blockedBy }), blockedBy).toMatch(/^Not auto-sent: /)
    expect(say({ blockedBy: null })).toContain('74%')
    expect(say({ blockedBy: 'MODE' }, 'learning')).toContain('learning mode')
    expect(say({ decision: 'ESCALATE', blockedBy: null })).toContain('asks for a person')
  })

  it('does not let the audit sample show', () => {
    expect(say({ blockedBy: 'AUDIT_SAMPLE' })).not.toMatch(/audit|sample/i)
  })

  it('has nothing to explain when it was sent', () => {
    expect(say({ decision: 'AUTO_SEND', blockedBy: null })).toBeNull()
  })
})
