import type { GroundedSentence } from '@countersign/shared/suggestion/ground-sentences.policy'
import { describe, expect, it } from 'vitest'
import { fixtureContext, fixtureNow } from '../suggest.fixture.ts'
import { gateStage } from './gate.stage.ts'
import { type ScoreStageInput, scoreStage } from './score.stage.ts'

const context = fixtureContext()
const gate = gateStage(context, fixtureNow)
const statement: GroundedSentence = {
  text: 'It takes two days.',
  evidenceIds: ['page'],
  kind: 'statement',
  support: 1,
  supported: true,
  quotes: [],
}
const usage = {
  model: 'm',
  promptVersion: 'p',
  tokensIn: 0,
  tokensOut: 0,
  costMicros: null,
  fallback: null,
  failure: null,
  exampleIds: [],
}
const clean: ScoreStageInput = {
  context,
  question: gate.question,
  gate,
  intent: { prediction: { intent: 'shipping', score: 0.9, ranked: [] }, classifierVersion: 'v' },
  draft: { sentences: [], questions: [], missingFields: [], handoff: null, usage },
  ground: {
    sentences: [statement],
    removedCitations: [],
    mismatches: [],
    conflicts: [],
    exposures: [],
    staleEvidenceIds: [],
    replyLanguage: 'en',
    similarity: 0.8,
  },
  selfCheck: { score: 1, reasons: [], addressed: 1, needHandoff: false, handoffReason: null },
}
const unnamed: ScoreStageInput['intent'] = {
  prediction: { intent: 'none', score: 0.9, ranked: [] },
  classifierVersion: 'v',
}
const handoff = { needed: true, reason: 'no_knowledge' } as const
const courtesy: GroundedSentence = { ...statement, kind: 'courtesy', evidenceIds: [] }

const codes = (change: Partial<ScoreStageInput>): string[] =>
  scoreStage({ ...clean, ...change }).penalties.map(penalty => penalty.code)

describe('score stage', () => {
  it('finds nothing wrong with a clean reply', () => {
    const score = scoreStage(clean)
    expect(score.penalties).toEqual([])
    expect(score.raw).toBeCloseTo(0.45 * 0.8 + 0.3 * 0.9 + 0.25, 9)
    expect(score).toMatchObject({ similarity: 0.8, intent: 0.9, selfCheck: 1, calibratedBy: 'prior' })
  })

  it('takes what the shop has written an answer to for its business, but gives no credit for the intent', () => {
    const score = scoreStage({ ...clean, intent: unnamed })
    expect(score.penalties).toEqual([])
    expect(score.intent).toBe(0)
  })

  it.each<[string, Partial<ScoreStageInput>]>([
    [
      'NO_SOURCES',
      { ground: { ...clean.ground, sentences: [{ ...statement, evidenceIds: [], supported: false }] } },
    ],
    [
      'NO_SOURCES',
      { ground: { ...clean.ground, sentences: [courtesy] }, draft: { ...clean.draft, handoff } },
    ],
    ['LOW_SIMILARITY', { ground: { ...clean.ground, similarity: 0.49 } }],
    [
      'UNSUPPORTED_SENTENCE',
      { ground: { ...clean.ground, sentences: [statement, { ...statement, supported: false }] } },
    ],
    [
      'SOURCE_CONFLICT',
      {
        ground: {
          ...clean.ground,
          conflicts: [{ evidenceIds: ['a', 'b'], about: 'days', says: ['1', '2'] }],
        },
      },
    ],
    [
      'INVALID_CITATION',
      { ground: { ...clean.ground, removedCitations: [{ sentence: 0, evidenceId: 'x' }] } },
    ],
    [
      'PRICE_MISMATCH',
      { ground: { ...clean.ground, mismatches: [{ sentence: 0, kind: 'price', said: '1', known: '2' }] } },
    ],
    [
      'STOCK_MISMATCH',
      { ground: { ...clean.ground, mismatches: [{ sentence: 0, kind: 'stock', said: '1', known: '2' }] } },
    ],
    [
      'DATE_MISMATCH',
      { ground: { ...clean.ground, mismatches: [{ sentence: 0, kind: 'date', said: '1', known: null }] } },
    ],
    [
      'DISCOUNT_OVER_LIMIT',
      { ground: { ...clean.ground, mismatches: [{ sentence: 0, kind: 'discount', said: '1', known: '0' }] } },
    ],
    ['STALE_SOURCE', { ground: { ...clean.ground, staleEvidenceIds: ['page'] } }],
    ['LANGUAGE_MISMATCH', { ground: { ...clean.ground, replyLanguage: 'ru' } }],
    ['MISSING_FIELDS', { draft: { ...clean.draft, missingFields: ['order_number'] } }],
    ['OUT_OF_SCOPE', { intent: unnamed, ground: { ...clean.ground, similarity: 0.59 } }],
    ['LONG_CONVERSATION', { context: { ...context, messageCount: 41 } }],
    [
      'NEGATIVE_SENTIMENT',
      { gate: { ...gate, verdict: { ...gate.verdict, signals: { negative: 2, injection: false } } } },
    ],
    [
      'MODEL_FALLBACK',
      {
        draft: {
          ...clean.draft,
          usage: { ...usage, fallback: { from: 'm', reason: 'timeout', tokensIn: 0, tokensOut: 0 } },
        },
      },
    ],
  ])('charges %s and nothing else', (code, change) => {
    expect(codes(change)).toEqual([code])
  })

  it('asks no source of a pure courtesy or a question', () => {
    expect(codes({ ground: { ...clean.ground, sentences: [courtesy], similarity: 1 } })).toEqual([])
    expect(codes({ ground: { ...clean.ground, sentences: [{ ...courtesy, kind: 'question' }] } })).toEqual([])
  })

  it('gives nothing for a mere greeting where something was asked, whatever it cites', () => {
    const score = scoreStage({
      ...clean,
      ground: { ...clean.ground, sentences: [{ ...courtesy, evidenceIds: ['page'] }], similarity: 1 },
      selfCheck: { ...clean.selfCheck, reasons: ['QUESTION_NOT_ADDRESSED'] },
    })
    expect(score.similarity).toBe(0)
    expect(score.penalties.map(penalty => penalty.code)).toEqual(['NO_SOURCES'])
  })

  it('gives no similarity to a reply that only hands over', () => {
    const score = scoreStage({
      ...clean,
      ground: { ...clean.ground, sentences: [courtesy], similarity: 1 },
      draft: { ...clean.draft, handoff },
    })
    expect(score.similarity).toBe(0)
  })

  it('gives no credit for being sure that no intent fits', () => {
    const score = scoreStage({
      ...clean,
      intent: { ...clean.intent, prediction: { intent: 'none', score: 0.99, ranked: [] } },
    })
    expect(score.intent).toBe(0)
  })
})
