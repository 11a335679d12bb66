import { detectLanguage, type Language, languages } from '@countersign/shared/text/detect-language'
import { embedOffline, offlineEmbedModel } from '@countersign/shared/text/embed-offline'
import { passageSimilarity } from '@countersign/shared/text/passage-similarity'
import { textSearchConfig } from '@countersign/shared/text/text-search-config'
import { z } from 'zod'
import type { Services } from '../../api/services.ts'
import { findPassages, type PassageRow } from './knowledge.repo.ts'

/** A passage of the tenant's knowledge and how well it fits a question. */
export interface Passage {
  readonly chunkId: string
  readonly documentId: string
  readonly productId: string | null
  readonly kind: 'document' | 'faq' | 'product'
  readonly title: string
  readonly text: string
  /** The closest of a FAQ's own questions; null for everything else. */
  readonly question: string | null
  readonly headings: readonly string[]
  readonly language: Language
  /** 0..1 */
  readonly similarity: number
  readonly updatedAt: Date
}

const language = z.enum(languages)

/** Passages that fit a text, best first. Both languages are searched: an answer in the other one is still an answer. */
export async function retrievePassages(
  services: Services,
  query: { tenantId: string; text: string; limit: number },
): Promise<Passage[]> {
  const asked = detectLanguage(query.text)
  const configs = [...new Set([textSearchConfig(asked), 'english', 'russian'])]
  const rows = await services.database.readTenant(query.tenantId, tx =>
    findPassages(tx, {
      text: query.text,
      tsConfigs: configs,
      embedding: embedOffline(query.text),
      embedModel: offlineEmbedModel,
      limit: Math.max(query.limit * 2, 16),
    }),
  )
  return rows
    .map(row => toPassage(row, query.text))
    .sort((left, right) => right.similarity - left.similarity)
    .slice(0, query.limit)
}

function toPassage(row: PassageRow, asked: string): Passage {
  const { kind, question } = describeSource(row, asked)
  const parts = { title: row.title, text: row.text, headings: row.headings, question }
  return {
    chunkId: row.chunkId,
    documentId: row.documentId,
    productId: row.productId,
    kind,
    title: row.title,
    text: row.text,
    question,
    headings: row.headings,
    language: language.catch('und').parse(row.language),
    similarity: passageSimilarity(asked, parts, row.cosine),
    updatedAt: row.updatedAt,
  }
}

function describeSource(row: PassageRow, asked: string): { kind: Passage['kind']; question: string | null } {
  if (row.source === 'product') return { kind: 'product', question: null }
  if (row.source !== 'faq') return { kind: 'document', question: null }
  const closest = (row.questions ?? [])
    .map(question => ({ question, fit: passageSimilarity(asked, { title: '', text: '', question }) }))
    .sort((left, right) => right.fit - left.fit)
  return { kind: 'faq', question: closest[0]?.question ?? null }
}
