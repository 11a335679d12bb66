import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { autonomyGate } from '../autonomy/autonomy-gate.policy.ts'
import { type DecideInput, decideSuggestion, escalationFor } from './decide-suggestion.policy.ts'
import { explainDecision } from './explain-decision.ts'
import { conversationModes, handoffReasons } from './suggestion.codes.ts'

const open: DecideInput = {
  runId: 'run',
  intent: 'shipping',
  forcedIntents: ['complaint'],
  gate: { rule: 'open', matched: null, escalationReason: null, outsideHours: false },
  selfCheck: { needHandoff: false, handoffReason: null },
  confidence: 0.9,
  tAuto: 0.8,
  tEscalate: 0.4,
  flagOn: true,
  settingOn: true,
  autoReplyOutsideHours: false,
  mode: 'semi_auto',
  intentsAutosendAllowed: ['shipping'],
  autonomy: autonomyGate({ decisions: 200, unchanged: 199 }),
  drawnForAudit: false,
  evidenceFinding: null,
  budgetLeft: true,
  penalties: [],
}

const human = {
  rule: 'human_requested',
  matched: 'human please',
  escalationReason: 'human_requested',
  outsideHours: false,
} as const
const closed = autonomyGate({ decisions: 20, unchanged: 20 })

describe('decideSuggestion', () => {
  it('sends when the score suffices and every key turns', () => {
    expect(decideSuggestion(open)).toMatchObject({
      decision: 'AUTO_SEND',
      blockedBy: null,
      escalationReason: null,
    })
  })

  it.each<[string, Partial<DecideInput>, string, string | null, string | null]>([
    ['a forced intent', { intent: 'complaint' }, 'ESCALATE', null, 'forced_intent'],
    [
      'a forced intent before the gate',
      { intent: 'complaint', gate: human },
      'ESCALATE',
      null,
      'forced_intent',
    ],
    ['the gate', { gate: human }, 'ESCALATE', null, 'human_requested'],
    [
      'the gate before the self-check',
      { gate: human, selfCheck: { needHandoff: true, handoffReason: 'no_knowledge' } },
      'ESCALATE',
      null,
      'human_requested',
    ],
    [
      'the self-check before the score',
      { selfCheck: { needHandoff: true, handoffReason: 'no_knowledge' }, confidence: 0.1 },
      'ESCALATE',
      null,
      'ai_limitation',
    ],
    ['too low a score', { confidence: 0.39 }, 'ESCALATE', null, 'low_confidence'],
    ['a score at the lower threshold', { confidence: 0.4 }, 'NEED_APPROVAL', null, null],
    ['a score below the upper threshold', { confidence: 0.79 }, 'NEED_APPROVAL', null, null],
    ['a score at the upper threshold', { confidence: 0.8 }, 'AUTO_SEND', null, null],
    ['a score that is not a number', { confidence: Number.NaN }, 'ESCALATE', null, 'low_confidence'],
    ['the flag', { flagOn: false }, 'NEED_APPROVAL', 'FLAG_OFF', null],
    ['the setting', { settingOn: false }, 'NEED_APPROVAL', 'SETTING_OFF', null],
    [
      'the clock',
      { gate: { rule: 'open', matched: null, escalationReason: null, outsideHours: true } },
      'NEED_APPROVAL',
      'SETTING_OFF',
      null,
    ],
    ['learning mode', { mode: 'learning' }, 'NEED_APPROVAL', 'MODE', null],
    ['an intent that is not allowed', { intent: 'price' }, 'NEED_APPROVAL', 'INTENT_NOT_ALLOWED', null],
    [
      'no intent even in auto mode',
      { intent: 'none', mode: 'auto' },
      'NEED_APPROVAL',
      'INTENT_NOT_ALLOWED',
      null,
    ],
    ['any other intent in auto mode', { intent: 'price', mode: 'auto' }, 'AUTO_SEND', null, null],
    ['a thin record', { autonomy: closed }, 'NEED_APPROVAL', 'AUTONOMY_CLOSED', null],
    ['the audit', { drawnForAudit: true }, 'NEED_APPROVAL', 'AUDIT_SAMPLE', null],
    ['the evidence', { evidenceFinding: 'PRICE_MISMATCH' }, 'NEED_APPROVAL', 'EVIDENCE', null],
    ['the budget', { budgetLeft: false }, 'NEED_APPROVAL', 'BUDGET', null],
    [
      'the first of several keys',
      { settingOn: false, mode: 'learning', autonomy: closed, budgetLeft: false },
      'NEED_APPROVAL',
      'SETTING_OFF',
      null,
    ],
  ])('is decided by %s', (_, change, decision, blockedBy, escalationReason) => {
    expect(decideSuggestion({ ...open, ...change })).toMatchObject({ decision, blockedBy, escalationReason })
  })

  it('tells the state of every key, also when the score is too low to ask them', () => {
    const result = decideSuggestion({ ...open, confidence: 0.5, flagOn: false, budgetLeft: false })
    expect(result.blockedBy).toBeNull()
    expect(result.keys.filter(state => !state.turned).map(state => state.key)).toEqual(['FLAG_OFF', 'BUDGET'])
  })

  it('never sends past a closed key or a wish for a person', () => {
    const input = fc.record({
      intent: fc.constantFrom('shipping', 'price', 'complaint', 'none'),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      flagOn: fc.boolean(),
      settingOn: fc.boolean(),
      mode: fc.constantFrom(...conversationModes),
      drawnForAudit: fc.boolean(),
      budgetLeft: fc.boolean(),
      evidenceFinding: fc.constantFrom(null, 'INVALID_CITATION' as const),
      selfCheck: fc.constantFrom(open.selfCheck, {
        needHandoff: true,
        handoffReason: 'no_knowledge' as const,
      }),
      gate: fc.constantFrom(open.gate, human),
      autonomy: fc.constantFrom(open.autonomy, closed),
    })
    fc.assert(
      fc.property(input, change => {
        const result = decideSuggestion({ ...open, ...change })
        expect(result.explanation.length).toBeGreaterThan(0)
        expect(result.escalationReason !== null).toBe(result.decision === 'ESCALATE')
        if (result.decision !== 'AUTO_SEND') return
        expect(result.keys.every(state => state.turned)).toBe(true)
        expect(change).toMatchObject({
          flagOn: true,
          settingOn: true,
          drawnForAudit: false,
          budgetLeft: true,
        })
        expect(change.mode).not.toBe('learning')
        expect(change.confidence).toBeGreaterThanOrEqual(open.tAuto)
      }),
    )
  })
})

describe('explainDecision', () => {
  it('tells the record in figures', () => {
    const result = decideSuggestion({ ...open, autonomy: autonomyGate({ decisions: 22, unchanged: 19 }) })
    expect(explainDecision(result.explanation, 'en')).toEqual([
      'Only 22 decisions on replies like this so far: too few to send without asking.',
      '19 of 22 like this went unchanged.',
    ])
    expect(explainDecision(result.explanation, 'ru')[1]).toBe('Без правок прошли 19 из 22 таких ответов.')
  })

  it('tells apart a record that is short of its target and one whose newest decisions went wrong', () => {
    const first = (counts: Parameters<typeof autonomyGate>[0], target: number) => {
      const { explanation } = decideSuggestion({ ...open, autonomy: autonomyGate(counts, target) })
      return explainDecision(explanation, 'en')[0]
    }
    expect(first({ decisions: 200, unchanged: 196 }, 0.95)).toBe(
      '196 of 200 like this went unchanged; the lower bound 94.9% is below the target of 95%.',
    )
    expect(first({ decisions: 200, unchanged: 194, recent: { decisions: 20, unchanged: 14 } }, 0.9)).toBe(
      'Of the latest 20 replies like this only 14 went unchanged, so nothing is sent by itself for now.',
    )
  })

  it('puts penalties and thresholds into words', () => {
    const result = decideSuggestion({
      ...open,
      confidence: 0.734,
      penalties: [{ code: 'LOW_SIMILARITY', message: '', value: 0.15 }],
    })
    expect(explainDecision(result.explanation, 'en')).toEqual([
      'Confidence 73.4% is below the 80% needed to send without asking.',
      '199 of 200 like this went unchanged.',
      'The best passage fits the question only loosely (−15%).',
    ])
  })

  it('does not tell a person that a reply was drawn for the audit', () => {
    const audited = decideSuggestion({ ...open, drawnForAudit: true })
    for (const language of ['en', 'ru'] as const) {
      expect(explainDecision(audited.explanation, language).join(' ')).not.toMatch(
        /audit|sample|аудит|провер|выборк/i,
      )
    }
  })

  it('leaves no blank in either language', () => {
    const changes: Partial<DecideInput>[] = [
      {},
      { intent: 'complaint' },
      { gate: human },
      { confidence: 0.1 },
      { confidence: 0.5 },
      { flagOn: false },
      { settingOn: false },
      { mode: 'learning' },
      { intent: 'price' },
      { autonomy: closed },
      { autonomy: autonomyGate({ decisions: 100, unchanged: 90 }) },
      { autonomy: autonomyGate({ decisions: 0, unchanged: 0 }) },
      { drawnForAudit: true },
      { evidenceFinding: 'STOCK_MISMATCH' },
      { budgetLeft: false },
      ...handoffReasons.map(handoffReason => ({ selfCheck: { needHandoff: true, handoffReason } })),
    ]
    for (const change of changes) {
      const { explanation } = decideSuggestion({ ...open, ...change })
      for (const language of ['en', 'ru'] as const) {
        for (const sentence of explainDecision(explanation, language)) {
          expect(sentence).not.toMatch(/[{}—]|undefined|NaN|[A-Z]{3,}_|[a-z]+_[a-z]+/)
        }
      }
    }
  })
})

describe('escalationFor', () => {
  it('has a queue for every reason', () => {
    for (const reason of handoffReasons) expect(escalationFor(reason)).toMatch(/^[a-z_]+$/)
  })
})
