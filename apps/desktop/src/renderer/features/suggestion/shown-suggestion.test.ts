import { describe, expect, it } from 'vitest'
import { detail, jonas, message, suggestion } from '../../testing/detail.fixture.ts'
import { type CardInput, cardState } from './shown-suggestion.ts'

const state = (patch: Partial<CardInput>) =>
  cardState({ detail: detail(), held: null, own: false, refusal: null, stream: null, ...patch })

describe('what the card shows', () => {
  it('is the live draft', () => {
    expect(state({}).kind).toBe('pending')
    expect(state({ held: suggestion() }).kind).toBe('pending')
  })

  it('is the words of a draft while it is written', () => {
    const waiting = detail({ suggestion: null, conversation: { drafting: true } })
    expect(state({ detail: waiting })).toEqual({ kind: 'drafting', text: '' })
    expect(state({ detail: detail({ suggestion: null }), stream: 'Yes, you' })).toEqual({
      kind: 'drafting',
      text: 'Yes, you',
    })
  })

  it('says why there is no draft', () => {
    const why = (conversation: NonNullable<Parameters<typeof detail>[0]>['conversation']) => {
      const shown = state({ detail: detail({ suggestion: null, ...(conversation && { conversation }) }) })
      return shown.kind === 'none' ? shown.why : shown.kind
    }
    expect(why({ status: 'active' })).toBe('not_yet')
    expect(why({ status: 'active', aiEnabled: false })).toBe('ai_off')
    expect(why({ status: 'resolved' })).toBe('resolved')
    expect(why({ status: 'snoozed' })).toBe('snoozed')
    expect(why({ status: 'escalated' })).toBe('escalated')
    expect(why({ status: 'waiting_customer' })).toBe('waiting_customer')
  })

  it('keeps the draft being read when the customer writes again, and says what they wrote', () => {
    const wrote = message(2, { text: 'And a scratch' })
    const next = detail({
      suggestion: null,
      messages: [message(1), wrote],
      conversation: { drafting: true },
    })
    const shown = state({ detail: next, held: suggestion() })
    expect(shown).toMatchObject({ kind: 'stale', wrote: 'And a scratch', next: 'drafting' })
  })

  it('never swaps in a new draft by itself', () => {
    const next = detail({
      suggestion: suggestion({ id: 'new', version: 1 }),
      messages: [message(1), message(2)],
    })
    expect(state({ detail: next, held: suggestion() })).toMatchObject({ kind: 'stale', next: 'ready' })
    const newer = detail({ suggestion: suggestion({ version: 2 }) })
    expect(state({ detail: newer, held: suggestion() })).toMatchObject({
      kind: 'stale',
      wrote: null,
      next: 'ready',
    })
  })

  it('says who was faster, from the reply that went out', () => {
    const reply = message(2, {
      direction: 'outbound',
      from: 'operator',
      author: jonas,
      text: suggestion().text,
      sentAt: '2026-11-20T10:05:00.000Z',
    })
    const shown = state({
      detail: detail({ suggestion: null, messages: [message(1), reply] }),
      held: suggestion(),
    })
    expect(shown).toMatchObject({
      kind: 'decided',
      decided: { memberId: jonas.memberId, status: 'approved', at: '2026-11-20T10:05:00.000Z' },
    })
  })

  it('says who was faster, from what the server answered', () => {
    const refusal = { memberId: jonas.memberId, name: jonas.name, at: null, status: 'rejected' } as const
    expect(state({ held: suggestion(), refusal })).toMatchObject({ kind: 'decided', decided: refusal })
  })

  it('explains nothing about one’s own decision', () => {
    const answered = detail({ suggestion: null, conversation: { status: 'waiting_customer' } })
    expect(state({ detail: answered, held: suggestion(), own: true })).toEqual({
      kind: 'none',
      why: 'waiting_customer',
    })
  })
})
