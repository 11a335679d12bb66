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

  it('lets the customer’s own figures be repeated', () => {
    const text = 'Unused items you return within 12 days are fine.'
    expect(ground([[text, ['returns']]]).sentences[0]?.supported).toBe(false)
    const told = ground([[text, ['returns']]], { customerText: 'I got it 12 days ago' })
    expect(told.sentences[0]?.supported).toBe(true)
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
