import type { Evidence, ProductFact } from '@countersign/shared/suggestion/evidence.types'
import { describe, expect, it } from 'vitest'
import {
  fixtureContext,
  fixtureKnowledge,
  fixtureNow,
  fixturePorts,
  fixtureProducts,
} from '../suggest.fixture.ts'
import type { CatalogueQuery, RetrievalQuery, SimilarReply } from '../suggest.port.ts'
import type { ClassifyOutput, SuggestQuestion } from '../suggest.types.ts'
import { retrieveStage } from './retrieve.stage.ts'

const question: SuggestQuestion = {
  text: 'How much are the Aurora 700 headphones?',
  messageCount: 1,
  detected: 'en',
  language: 'en',
  context: ['first', 'second', 'third', 'fourth'],
}
const intent: ClassifyOutput = {
  prediction: { intent: 'price', score: 0.9, ranked: [] },
  classifierVersion: 'test',
}
const [headphones] = fixtureProducts as [ProductFact]
const [page] = fixtureKnowledge as [Evidence]
const signal = new AbortController().signal

const reply = (id: string, change: Partial<SimilarReply> = {}): SimilarReply => ({
  id,
  question: 'how much is it',
  reply: `Reply ${id}.`,
  intent: 'other',
  language: 'en',
  similarity: 0.5,
  unchanged: true,
  decidedAt: fixtureNow,
  ...change,
})

describe('retrieve stage', () => {
  it('puts the catalogue’s words in place of a page about the same product', async () => {
    const stale: Evidence = {
      ...page,
      id: 'chunk-9',
      kind: 'product',
      productId: headphones.productId,
      text: 'Only $1!',
      similarity: 0.6,
    }
    const { evidence, products } = await retrieveStage(
      fixturePorts({ retriever: { retrieve: async () => [[stale]] } }),
      fixtureContext(),
      question,
      intent,
      signal,
    )
    expect(evidence.map(item => [item.id, item.kind])).toEqual([['chunk-9', 'product']])
    expect(evidence[0]?.text).toContain('$129')
    expect(evidence[0]).toMatchObject({ chunkId: page.chunkId, similarity: 0.9 })
    expect(products[0]?.evidenceId).toBe('chunk-9')
  })

  it('tells the ports what they need, in bounds', async () => {
    let asked: RetrievalQuery | null = null
    let looked: CatalogueQuery | null = null
    const product: Evidence = { ...page, productId: 'p-1' }
    await retrieveStage(
      fixturePorts({
        retriever: {
          retrieve: async query => {
            asked = query
            return [[product, product]]
          },
        },
        catalogue: {
          lookup: async query => {
            looked = query
            return []
          },
        },
      }),
      fixtureContext(),
      { ...question, text: 'x'.repeat(16_000) },
      intent,
      signal,
    )
    expect(asked).toMatchObject({
      tenantId: 'tenant-1',
      language: 'en',
      context: ['second', 'third', 'fourth'],
    })
    expect((asked as RetrievalQuery | null)?.questions[0]).toHaveLength(2000)
    expect((looked as CatalogueQuery | null)?.productIds).toEqual(['p-1'])
  })

  it('returns the best dozen, best first, each once', async () => {
    const many = Array.from({ length: 30 }, (_, at) => ({
      ...page,
      id: `e${at % 20}`,
      similarity: (at % 20) / 20,
    }))
    const { evidence } = await retrieveStage(
      fixturePorts({ retriever: { retrieve: async () => [many] } }),
      fixtureContext(),
      question,
      intent,
      signal,
    )
    expect(evidence.length).toBeLessThanOrEqual(12)
    expect(new Set(evidence.map(item => item.id)).size).toBe(evidence.length)
    const scores = evidence.map(item => item.similarity)
    expect(scores).toEqual([...scores].sort((left, right) => right - left))
  })

  it('shows examples of the same intent first, in the same language, three at most', async () => {
    const { examples } = await retrieveStage(
      fixturePorts({
        replies: [
          reply('a', { similarity: 0.9 }),
          reply('b', { intent: 'price', similarity: 0.4 }),
          reply('c', { language: 'ru', similarity: 0.99 }),
          reply('d'),
          reply('e'),
        ],
      }),
      fixtureContext(),
      question,
      intent,
      signal,
    )
    expect(examples.map(example => example.id)).toEqual(['b', 'a', 'd'])
  })

  it('shows none when learning from replies is switched off', async () => {
    const flags = { ...fixtureContext().flags, FEW_SHOT_LEARNING: false }
    const { examples } = await retrieveStage(
      fixturePorts({ replies: [reply('a')] }),
      fixtureContext({ flags }),
      question,
      intent,
      signal,
    )
    expect(examples).toEqual([])
  })

  it.each([
    ['Good day, Zofia! It is €129.', 'It is €129.'],
    ['Мария, здравствуйте! Цена 129 €.', 'Цена 129 €.'],
    ['It is €129. Good day, Zofia!', 'It is €129. Good day, Zofia!'],
  ])('takes the greeting to somebody else off %j', async (sent, shown) => {
    const { evidence, examples } = await retrieveStage(
      fixturePorts({
        approvedReplies: {
          similar: async () => [reply('r-1', { question: question.text, reply: sent, intent: 'price' })],
        },
      }),
      fixtureContext(),
      question,
      intent,
      signal,
    )
    expect(evidence.find(item => item.id === 'r-1')?.text).toBe(shown)
    expect(examples.map(example => example.reply)).toEqual([shown])
  })
})
