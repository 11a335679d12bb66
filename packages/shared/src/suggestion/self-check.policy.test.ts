import { describe, expect, it } from 'vitest'
import type { Evidence } from './evidence.types.ts'
import type { GroundedSentence } from './ground-sentences.policy.ts'
import { type SelfCheckInput, selfCheck } from './self-check.policy.ts'

const page: Evidence = {
  id: 'page',
  kind: 'faq',
  chunkId: 'page',
  documentId: 'page',
  productId: null,
  title: 'Returns',
  text: 'We will refund you within 5 days after the return arrives.',
  question: 'How do returns work?',
  headings: [],
  language: 'en',
  similarity: 0.8,
  updatedAt: null,
}

function says(text: string, change: Partial<GroundedSentence> = {}): GroundedSentence {
  return {
    text,
    evidenceIds: ['page'],
    kind: 'statement',
    support: 1,
    supported: true,
    quotes: [],
    ...change,
  }
}

function check(sentences: readonly GroundedSentence[], change: Partial<SelfCheckInput> = {}) {
  return selfCheck({
    question: 'How do returns work?',
    sentences,
    evidence: [page],
    language: 'en',
    replyLanguage: 'en',
    handoff: null,
    exposures: [],
    injection: false,
    ...change,
  })
}

const bare = { evidenceIds: [], support: 0, supported: false }

describe('selfCheck', () => {
  it('sees that a greeting answers nothing, whatever passage it cites', () => {
    const greeting = says('Hello, thank you for writing.', { kind: 'courtesy' })
    expect(check([greeting]).reasons).toEqual(['QUESTION_NOT_ADDRESSED'])
    expect(check([greeting, says('Returns are free within 30 days.')]).reasons).toEqual([])
  })

  it('lets a courtesy be answered by one', () => {
    const welcome = says('You are welcome.', { kind: 'courtesy', ...bare, supported: true })
    expect(check([welcome], { question: 'Thanks a lot!' }).reasons).toEqual([])
  })

  it('is content with an answer the house stands behind', () => {
    expect(check([says('We will refund you within 5 days after the return arrives.')])).toMatchObject({
      score: 1,
      reasons: [],
      needHandoff: false,
    })
  })

  it.each([
    'I have cancelled your order.',
    'We will give you a new one.',
    'Your order has been shipped.',
    'We guarantee it arrives tomorrow.',
    'You get it for free.',
    'Мы вернем деньги сегодня.',
    'Я уже отменил заказ.',
    'Ваш заказ отправлен.',
  ])('hands over the unbacked promise %j', text => {
    expect(check([says(text, bare)])).toMatchObject({ needHandoff: true, handoffReason: 'needs_commitment' })
  })

  it('does not let a past reply back a promise to this customer', () => {
    const result = check([says('Your order has been shipped.')], {
      evidence: [{ ...page, kind: 'approved_reply' }],
    })
    expect(result.reasons).toContain('PROMISE')
  })

  it('finds a promise inside a courtesy', () => {
    expect(
      check([says('A colleague is here and we will refund you.', { ...bare, kind: 'courtesy' })]).reasons,
    ).toContain('PROMISE')
  })

  it('notices what was not answered', () => {
    const off = check([says('Our parking is behind the house.', bare)], { evidence: [] })
    expect(off.reasons).toContain('QUESTION_NOT_ADDRESSED')
    const half = check([says('Refunds take 5 days.')], {
      question: 'How do returns work? Do you repair bicycles in Spain?',
    })
    expect(half.addressed).toBeCloseTo(0.5, 1)
  })

  it.each<[string, Partial<SelfCheckInput>, string]>([
    ['You stupid customer.', {}, 'TONE'],
    ['THIS IS HOW RETURNS WORK HERE.', {}, 'TONE'],
    ['As an AI language model I follow my instructions.', {}, 'LEAK'],
    ['Возврат за пять дней.', { replyLanguage: 'ru' }, 'WRONG_LANGUAGE'],
    [`${'Returns work well. '.repeat(100)}`, {}, 'TOO_LONG'],
  ])('finds fault with %j', (text, change, reason) => {
    expect(check([says(text)], change).reasons).toContain(reason)
  })

  it('sends an attempt to steer it to a person', () => {
    expect(check([says('Returns take 5 days.')], { injection: true })).toMatchObject({
      needHandoff: true,
      handoffReason: 'unsafe_request',
    })
  })

  it('passes on the drafter’s own wish for a person', () => {
    const result = check([says('A colleague will answer.', { ...bare, kind: 'courtesy' })], {
      handoff: { needed: true, reason: 'no_knowledge' },
    })
    expect(result).toMatchObject({ needHandoff: true, handoffReason: 'no_knowledge' })
  })

  it('has no trust in an empty reply', () => {
    expect(check([])).toMatchObject({ score: 0, needHandoff: true })
  })
})
