import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { retrievePassages } from './retrieve-passages.ts'

export interface KnowledgeHit {
  readonly chunkId: string
  readonly documentId: string
  readonly title: string
  readonly text: string
  readonly score: number
}

/** Search as the pipeline sees it: the same query, the same order, the same scores. */
export async function searchKnowledge(
  services: Services,
  actor: Actor,
  input: { text: string; limit?: number | undefined },
): Promise<{ hits: KnowledgeHit[] }> {
  const passages = await retrievePassages(services, {
    tenantId: actor.tenantId,
    text: input.text,
    limit: input.limit ?? 10,
  })
  const hits = passages.map(({ chunkId, documentId, title, text, similarity }) => ({
    chunkId,
    documentId,
    title,
    text,
    score: similarity,
  }))
  return { hits }
}
