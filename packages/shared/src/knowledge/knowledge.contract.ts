import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'

export const knowledgeUpsertInput = z.object({
  id: uuid.optional(),
  title: storedText.trim().min(1).max(300),
  text: storedText.min(1).max(500_000),
  category: storedText.trim().max(60).optional(),
  tags: z.array(storedText.trim().min(1).max(60)).max(30).optional(),
})
export const knowledgeSearchInput = z.object({
  text: storedText.trim().min(1).max(2000),
  limit: z.int().min(1).max(50).optional(),
})
export const knowledgeHit = z.object({
  chunkId: uuid,
  documentId: uuid,
  title: z.string(),
  text: z.string(),
  score: z.number(),
})
export const knowledgeHits = z.object({ hits: z.array(knowledgeHit) })
export const knowledgeListInput = z.object({ limit: z.int().min(1).max(500).optional() }).optional()
export const knowledgeItem = z.object({
  id: uuid,
  title: z.string(),
  source: z.enum(['upload', 'url', 'text', 'faq', 'product']),
  category: z.string().nullable(),
  language: z.string().nullable(),
  status: z.enum(['processing', 'indexed', 'failed']),
  updatedAt: z.iso.datetime(),
})
export type KnowledgeItem = z.infer<typeof knowledgeItem>
export const knowledgeList = z.object({ items: z.array(knowledgeItem) })
export const knowledgeGetInput = z.object({ id: uuid })
