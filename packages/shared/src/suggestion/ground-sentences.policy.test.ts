import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Evidence, ProductFact } from './evidence.types.ts'
import { type GroundInput, groundSentences } from './ground-sentences.policy.ts'

const now = new Date('2026-11-16T00:00:00Z')

function evidence(id: string, text: string, change: Partial<Evidence> = {}): Evidence {
  return {
    id,
    kind: 'document',
    chunkId: id,
    documentId: id,
    productId: null,
    title: '',
    text,
    question: null,
    headings: [],
    language: 'en',
    similarity: 0.8,
    updatedAt: now,
    ...change,
  }
}

const returns = evidence(
  'returns',
  'You can return unused items within 30 days. Batteries are not covered by the warranty.',
)
const lamp: ProductFact = {
  productId: 'lamp',
  evidenceId: 'lamp',
  sku: 'L-1',
  name: 'Nimbus lamp',
  aliases: [],
  priceMinor: 4900,
  currency: 'USD',
  stock: 0,
  delivery: null,
  description: null,
  language: 'en',
  similarity: 0.9,
  updatedAt: now,
}
const lampEvidence = evidence('lamp', 'Nimbus lamp costs $49. Nimbus lamp is out of stock right now.', {
  kind: 'product',
  productId: 'lamp',
})

function ground(
  sentences: readonly (readonly [string, readonly string[]])[],
  change: Partial<GroundInput> = {},
) {
  return groundSentences({
    sentences: sentences.map(([text, evidenceIds]) => ({ text, evidenceIds })),
    questions: [],
    evidence: [returns, lampEvidence],
    products: [lamp],
    privateTexts: [],
    customerText: '',
    language: 'en',
    allowDiscounts: false,
    maxDiscountPercent: 0,
    now,
    ...change,
  })
}

describe('groundSentences', () => {
  it('supports what the cited passage says, with the sentence that says it', () => {
    const [sentence] = ground([['Unused items can be returned within 30 days.', ['returns']]]).sentences
    expect(sentence).toMatchObject({
      kind: 'statement',
      supported: true,
      quotes: [{ evidenceId: 'returns', quote: 'You can return unused items within 30 days.' }],
    })
  })

  it('takes no gift from a question, or from a clause whose condition it leaves out', () => {
    const free = evidence('free', 'Standard delivery and lockers are free for orders of $60 or more.', {
      title: 'When is delivery free?',
      question: 'When is delivery free?',
    })
    const supported = (text: string) =>
      ground([[text, ['free']]], { evidence: [free] }).sentences[0]?.supported
    expect(supported('Delivery is free for every order.')).toBe(false)
    expect(supported('Delivery is free.')).toBe(false)
    expect(supported('Standard delivery is free for orders of $60 or more.')).toBe(true)
  })

  it('does not let the price of one thing carry a claim about another', () => {
    const keyboard = evidence('keyboard', 'Fold travel keyboard costs $49.')
    const pads = evidence('pads', 'Ear pads for Osmera Fjord cost $15.')
    const supported = (text: string) =>
      ground([[text, ['keyboard', 'pads']]], { evidence: [keyboard, pads] }).sentences[0]?.supported
    expect(supported('The Osmera Fjord 2 headphones cost $49.')).toBe(false)
    expect(supported('The Fold travel keyboard costs $49, ear pads cost $15.')).toBe(true)
  })

  it.each<[string, string, readonly string[]]>([
    ['without a citation', 'Unused items can be returned within 30 days.', []],
    ['with a figure no source names', 'Unused items can be returned within 60 days.', ['returns']],
    ['about something else', 'Our couriers wear green jackets.', ['returns']],
    ['that turns the source around', 'Batteries are covered by the warranty.', ['returns']],
  ])('does not support a statement %s', (_, text, cited) => {
    expect(ground([[text, cited]]).sentences[0]?.supported).toBe(false)
  })

  it('removes citations this run did not retrieve and counts them', () => {
    const result = ground([
      ['Unused items can be returned within 30 days.', ['returns', 'other-run', 'other-run']],
    ])
    expect(result.removedCitations).toEqual([{ sentence: 0, evidenceId: 'other-run' }])
    expect(result.sentences[0]?.evidenceIds).toEqual(['returns'])
  })

  it('asks no evidence of courtesies and questions', () => {
    const result = ground([['Hello!', []]], { questions: ['What is your order number?'] })
    expect(result.sentences.map(sentence => [sentence.kind, sentence.supported])).toEqual([
      ['courtesy', true],
      ['question', true],
    ])
  })

  it('lets the customer’s own figures be repeated beside the source’s, and never alone', () => {
    const customerText = 'I got it 12 days ago'
    const supported = (text: string, change: Partial<GroundInput> = {}) =>
      ground([[text, ['returns']]], change).sentences[0]?.supported
    const beside = 'Unused items you return after 12 of the 30 days are fine.'
    expect(supported(beside)).toBe(false)
    expect(supported(beside, { customerText })).toBe(true)
    expect(supported('You can return unused items within 12 days.', { customerText })).toBe(false)
  })

  it('holds each sentence of a sentence, and each clause, against the sources by itself', () => {
    const supported = (text: string) => ground([[text, ['returns']]]).sentences[0]?.supported
    const truth = 'You can return unused items within 30 days'
    expect(supported(`${truth}.`)).toBe(true)
    expect(supported(`${truth}. Sofas arrive painted blue.`)).toBe(false)
    expect(supported(`${truth}. Shipping sofas costs a fortune?`)).toBe(false)
    expect(supported(`${truth}, sofas come painted blue.`)).toBe(false)
    expect(supported(`${truth}. Which item is it?`)).toBe(true)
  })

  it.each([
    ['Orders above $80 are delivered free.', true],
    ['Delivery is free for orders above $80.', true],
    ['Orders are free.', false],
    ['We promise free delivery of orders above $80.', false],
  ])('takes no gift from a source without what it hangs on: %s', (text, supported) => {
    const page = evidence('page', 'Orders above $80 are delivered free.')
    expect(ground([[text, ['page']]], { evidence: [page] }).sentences[0]?.supported).toBe(supported)
  })

  it.each([
    'Every item is free today?',
    'You can never return unused items?',
    'Shall I send it to you as a gift?',
    'Did you know that returns are possible within 400 days?',
    'Let us know if you have any other questions: unused items are yours.',
    'Обещаем вернуть деньги?',
  ])('does not take %s for a question or a courtesy', text => {
    expect(ground([[text, []]]).sentences[0]).toMatchObject({ kind: 'statement', supported: false })
  })

  it.each([
    'Which item would you like to return?',
    'Could you tell me your order number?',
    'And is it unused?',
    'Подскажите, пожалуйста, номер заказа?',
    'Вы хотите вернуть товар?',
  ])('knows a question when it sees one: %s', text => {
    expect(ground([[text, []]]).sentences[0]?.kind).toBe('question')
  })

  it.each<[string, string, readonly string[]]>([
    ['price', 'Nimbus lamp costs $45.', ['lamp']],
    ['price', 'The Nimbus lamp is 49 EUR.', ['lamp']],
    ['price', 'The Nimbus lamp costs $45.', ['returns']],
    ['stock', 'The Nimbus lamp is in stock.', ['lamp']],
    ['date', 'It arrives on 5 December.', ['returns']],
    ['discount', 'You get a 10% discount on it.', ['returns']],
  ])('finds a wrong %s in %j', (kind, text, cited) => {
    expect(ground([[text, cited]]).mismatches).toMatchObject([{ sentence: 0, kind }])
  })

  it('is content with the catalogue’s own words', () => {
    const result = ground([
      ['Nimbus lamp costs $49.', ['lamp']],
      ['Nimbus lamp is out of stock right now.', ['lamp']],
    ])
    expect(result.mismatches).toEqual([])
    expect(result.sentences.every(sentence => sentence.supported)).toBe(true)
  })

  it('allows a discount up to the tenant’s limit', () => {
    const within = { allowDiscounts: true, maxDiscountPercent: 10 }
    expect(ground([['You get a 10% discount.', ['returns']]], within).mismatches).toEqual([])
    expect(ground([['You get a 15% discount.', ['returns']]], within).mismatches).toHaveLength(1)
  })

  it('sees two sources contradict each other, and not merely differ', () => {
    const older = evidence('older', 'You can return unused items within 14 days.')
    const same = evidence('same', 'You can return unused items within 1 month, that is 30 days.')
    const refunds = evidence('refunds', 'Refunds are paid within 5 days.')
    expect(ground([], { evidence: [returns, older] }).conflicts).toMatchObject([
      { evidenceIds: ['returns', 'older'], about: 'days', says: ['30', '14'] },
    ])
    expect(ground([], { evidence: [returns, same, refunds] }).conflicts).toEqual([])
  })

  it('sees a page that names another price than the catalogue', () => {
    const page = evidence('page', 'The Nimbus lamp has a price of $39 in spring.')
    expect(ground([], { evidence: [page] }).conflicts).toMatchObject([
      { about: 'price', evidenceIds: ['page', 'lamp'] },
    ])
  })

  it('marks sources nobody has confirmed for a year', () => {
    const old = evidence('old', 'You can return unused items within 30 days.', {
      updatedAt: new Date('2025-01-01'),
    })
    expect(
      ground([['Unused items can be returned within 30 days.', ['old']]], { evidence: [old] })
        .staleEvidenceIds,
    ).toEqual(['old'])
  })

  it('averages similarity over statements and gives unsupported ones none', () => {
    const result = ground([
      ['Unused items can be returned within 30 days.', ['returns']],
      ['We also sell bread.', []],
    ])
    expect(result.similarity).toBeCloseTo(0.4, 5)
  })

  it('never cites what was not retrieved, whatever the draft says', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.string({ unit: 'grapheme' }), fc.array(fc.constantFrom('returns', 'lamp', 'made-up'))),
        ),
        drafted => {
          const result = ground(drafted)
          for (const sentence of result.sentences) {
            expect(sentence.evidenceIds).not.toContain('made-up')
            expect(sentence.support).toBeGreaterThanOrEqual(0)
            expect(sentence.support).toBeLessThanOrEqual(1)
          }
          expect(result.sentences).toHaveLength(drafted.length)
        },
      ),
    )
  })
})
