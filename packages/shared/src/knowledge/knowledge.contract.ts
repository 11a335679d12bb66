import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'
import { cleanText } from '../text/clean-text.ts'

/** Something a reader can see: zero-width marks alone are an empty line. */
const line = (most: number) =>
  storedText
    .trim()
    .min(1)
    .max(most)
    .refine(text => cleanText(text) !== '', 'has nothing to read')
/** What a passage may be about: a product, a place, an order. A dialogue that names it is answered from it first. */
const aboutField = storedText.trim().max(200).optional()
const shelving = {
  category: storedText.trim().max(60).optional(),
  tags: z.array(line(60)).max(30).optional(),
  about: aboutField,
}

export const knowledgeUpsertInput = z.object({
  id: uuid.optional(),
  title: line(300),
  text: storedText.min(1).max(500_000),
  ...shelving,
})
export const knowledgeFaqInput = z.object({
  id: uuid.optional(),
  /** Ways to ask it, the clearest first: that one is its title. */
  questions: z.array(line(300)).min(1).max(40),
  answer: storedText.trim().min(1).max(20_000),
  ...shelving,
})
export const knowledgeSearchInput = z.object({
  text: line(2000),
  limit: z.int().min(1).max(50).optional(),
  /** What the customer said before, oldest first: things named there narrow the search. */
  context: z.array(line(2000)).max(10).optional(),
})
/** What made a passage a hit. Places count from 1 within the lane; null: that lane did not find it. */
export const knowledgeLanes = z.object({
  words: z.int().nullable(),
  vector: z.int().nullable(),
  cosine: z.number().nullable(),
  /** 0..1, how the passage ranks among the candidates by its words. */
  rank: z.number(),
})
export const knowledgeHit = z.object({
  chunkId: uuid,
  documentId: uuid,
  title: z.string(),
  text: z.string(),
  score: z.number(),
  headings: z.array(z.string()),
  question: z.string().nullable(),
  about: z.string().nullable(),
  lanes: knowledgeLanes,
  /** Words of the text that the question shares, as offsets into it. */
  marks: z.array(z.tuple([z.int(), z.int()])),
})
export type KnowledgeHit = z.infer<typeof knowledgeHit>
export const knowledgeHits = z.object({
  hits: z.array(knowledgeHit),
  /** Things the dialogue is taken to be about, surest first. */
  about: z.array(z.string()),
})
export const knowledgeListInput = z
  .object({ limit: z.int().min(1).max(500).optional(), cursor: z.string().max(200).optional() })
  .optional()
export const knowledgeItem = z.object({
  id: uuid,
  title: z.string(),
  source: z.enum(['upload', 'url', 'text', 'faq', 'product']),
  category: z.string().nullable(),
  language: z.string().nullable(),
  status: z.enum(['processing', 'indexed', 'failed']),
  /** Why it could not be read; beside `indexed`: why its newest file could not, while the older text is still in use. */
  error: z.string().nullable(),
  /** 0..1 while it is being read. */
  progress: z.number().nullable(),
  active: z.boolean(),
  version: z.int(),
  chunks: z.int(),
  url: z.string().nullable(),
  siteId: uuid.nullable(),
  fileName: z.string().nullable(),
  about: z.string().nullable(),
  updatedAt: z.iso.datetime(),
})
export type KnowledgeItem = z.infer<typeof knowledgeItem>
/** `nextCursor` is null on the last page. */
export const knowledgeList = z.object({ items: z.array(knowledgeItem), nextCursor: z.string().nullable() })
export const knowledgeGetInput = z.object({ id: uuid })
export const knowledgeActiveInput = z.object({ id: uuid, active: z.boolean() })
export const knowledgeVersionInput = z.object({ id: uuid, version: z.int().min(1) })

export const knowledgeVersion = z.object({
  version: z.int(),
  title: z.string(),
  size: z.int(),
  writtenAt: z.iso.datetime(),
  /** Null: it is the one in use. */
  replacedAt: z.iso.datetime().nullable(),
})
export type KnowledgeVersion = z.infer<typeof knowledgeVersion>

/** Why a document, a page or a site could not be read; each is also an error code the console has words for. */
export const ingestProblems = [
  'knowledge.unsupported',
  'knowledge.unreadable',
  'knowledge.encrypted',
  'knowledge.too_large',
  'knowledge.too_slow',
  'knowledge.no_text',
  'knowledge.address_refused',
  'knowledge.unreachable',
  'knowledge.bad_status',
  'knowledge.not_a_page',
  'knowledge.redirects',
  'knowledge.robots',
] as const
export type IngestProblem = (typeof ingestProblems)[number]

/** Largest file that is taken, bytes. */
export const largestFile = 20 * 1024 * 1024
export const fileKinds = ['pdf', 'docx', 'html', 'markdown', 'text', 'csv'] as const
export type FileKind = (typeof fileKinds)[number]
/** What an upload is answered with. `duplicate`: these very bytes are in use already, nothing was stored. */
export const uploadAnswer = z.object({ id: uuid, version: z.int(), duplicate: z.boolean() })
export type UploadAnswer = z.infer<typeof uploadAnswer>
