import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { buildHistory, demoSeed } from './demo/build-history.ts'
import { products } from './demo/products.ts'
import { seededRandom } from './demo/seeded-random.ts'
import { shelveKnowledge } from './shelve-knowledge.ts'

const now = new Date('2026-11-20T10:30:00Z')
const shelf = shelveKnowledge({ next: randomUUID }, 'tenant', now)
const chunks = new Map(shelf.chunks.map(chunk => [chunk.id, chunk]))
const documents = new Map(shelf.documents.map(document => [document.id, document]))

describe('the shelf of the demo shop', () => {
  it('cuts every passage out of its document', () => {
    for (const chunk of shelf.chunks) {
      const content = documents.get(chunk.documentId)?.content ?? ''
      expect(content.slice(chunk.startOffset, chunk.endOffset)).toBe(chunk.content)
    }
  })

  it('numbers the passages of a document without gaps', () => {
    for (const [, passages] of Map.groupBy(shelf.chunks, chunk => chunk.documentId)) {
      expect(passages.map(passage => passage.index)).toEqual(passages.map((_, index) => index))
    }
  })

  it('has every product in English first and then in Russian', () => {
    expect(shelf.products).toHaveLength(products.length)
    for (const product of shelf.products) {
      const passages = shelf.chunks.filter(chunk => chunk.documentId === product.documentId)
      const configs = passages.map(passage => passage.tsConfig)
      expect(configs[0]).toBe('english')
      expect(configs.at(-1)).toBe('russian')
      expect([...new Set(configs)]).toEqual(['english', 'russian'])
    }
  })

  it('finds the passage of every quote of the history', () => {
    const history = buildHistory({ random: seededRandom(demoSeed), now })
    for (const { language, suggestions } of history) {
      for (const evidence of suggestions.flatMap(({ sentences }) =>
        sentences.flatMap(item => item.evidence),
      )) {
        const citation = shelf.cite(evidence, language)
        const chunk = chunks.get(citation.chunkId)
        expect(chunk?.content, evidence.key).toContain(evidence.quote)
        expect(chunk?.tsConfig).toBe(language === 'ru' ? 'russian' : 'english')
      }
    }
  })
})
