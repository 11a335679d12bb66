import { detectLanguage, languages } from '@countersign/shared/text/detect-language'
import { passageSimilarity } from '@countersign/shared/text/passage-similarity'
import { textSearchConfig } from '@countersign/shared/text/text-search-config'
import { z } from 'zod'
import type { Services } from '../../api/services.ts'
import { findPastReplies } from './learning.repo.ts'

/** A past question with the words people sent in answer to it. */
export interface SimilarPastReply {
  readonly id: string
  readonly question: string
  readonly reply: string
  readonly intent: string | null
  readonly language: (typeof languages)[number]
  /** 0..1 */
  readonly similarity: number
  readonly unchanged: boolean
  readonly decidedAt: Date
}

const language = z.enum(languages)

/** Replies people approved or edited to questions like this one, most similar first. */
export async function findSimilarReplies(
  services: Services,
  query: { tenantId: string; question: string; limit: number },
): Promise<SimilarPastReply[]> {
  const config = textSearchConfig(detectLanguage(query.question))
  const rows = await services.database.readTenant(query.tenantId, tx =>
    findPastReplies(tx, query.question, config, query.limit * 4),
  )
  return rows
    .map(row => ({
      id: row.id,
      question: row.question,
      reply: row.reply,
      intent: row.intent,
      language: language.catch('und').parse(row.language),
      similarity: passageSimilarity(query.question, { title: '', text: '', question: row.question }),
      unchanged: row.outcome === 'approve',
      decidedAt: row.createdAt,
    }))
    .sort((left, right) => right.similarity - left.similarity)
    .slice(0, query.limit)
}
