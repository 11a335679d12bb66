import { prepareOrder } from '@countersign/shared/knowledge/order-passages.policy'
import { detectLanguage, type Language, languages } from '@countersign/shared/text/detect-language'
import type { Mention } from '@countersign/shared/text/find-named'
import { textSearchConfig } from '@countersign/shared/text/text-search-config'
import { z } from 'zod'
import { offlineEmbedder } from '../../api/embedder.port.ts'
import type { Services } from '../../api/services.ts'
import { type CandidateLanes, type CandidateRow, findCandidates } from '../../db/platform-retrieval.repo.ts'
import { findMentions } from './find-mentions.ts'

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
  readonly about: string | null
  readonly language: Language
  /** 0..1 */
  readonly similarity: number
  /** 0..1, its rank among the candidates. */
  readonly rank: number
  readonly lanes: CandidateLanes
  readonly updatedAt: Date
}

export interface PassageQuery {
  readonly tenantId: string
  /** Asked in one go; each has an answer of its own. */
  readonly questions: readonly string[]
  /** What the customer said before, oldest first. */
  readonly context?: readonly string[] | undefined
  /** Passages for each question. */
  readonly limit: number
  /** Looks at everything instead of taking short cuts; to measure what they miss. */
  readonly exact?: boolean | undefined
  readonly signal?: AbortSignal | undefined
}

export interface RetrievedPassages {
  /** For each question, best first. */
  readonly answers: readonly (readonly Passage[])[]
  /** What the dialogue is taken to be about, surest first. */
  readonly about: readonly Mention[]
}

/** What finding passages needs of the services. */
export type RetrievalServices = Pick<Services, 'database' | 'clock' | 'ids' | 'embedder'>

const language = z.enum(languages)
/** Names the candidates are also looked for under. */
const mostNames = 3
/** Less sure mentions are not looked for. */
const leastShare = 0.6
const leastStrength = 0.45
/** Candidates for each question that are weighed word by word. */
const weighed = 22
/** Longest time a model elsewhere may take over a question's vector: without it the words have to do. */
const embedMs = 2500

/** Passages that fit, for all questions of a run in one round trip. Every language is searched: an answer in the other one is still an answer. */
export async function retrievePassages(
  services: RetrievalServices,
  query: PassageQuery,
): Promise<RetrievedPassages> {
  const { tenantId, questions, context = [] } = query
  const embedder = services.embedder ?? offlineEmbedder
  const patience = AbortSignal.timeout(embedMs)
  const [first = ''] = questions
  const [mentions, vectors] = await Promise.all([
    findMentions(services, tenantId, [...context, first]),
    embedder.embed(questions, {
      signal: query.signal === undefined ? patience : AbortSignal.any([query.signal, patience]),
    }),
  ])
  const strongest = mentions[0]?.strength ?? 0
  const about =
    strongest < leastStrength ? [] : mentions.filter(one => one.strength >= leastShare * strongest)
  const rows = await services.database.readTenant(tenantId, tx =>
    findCandidates(tx, {
      questions: questions.map((text, at) => ({
        configs: [...new Set([textSearchConfig(detectLanguage(text)), 'english', 'russian'])],
        text,
        vector: vectors?.[at] ?? null,
      })),
      about: about.slice(0, mostNames).map(one => one.name),
      embedModel: embedder.model,
      dimensions: vectors?.[0]?.length ?? 0,
      keep: Math.max(query.limit, about.length > 0 ? 2 * weighed : weighed),
      exact: query.exact === true,
    }),
  )
  return { answers: orderAnswers(rows, questions, about, query.limit), about }
}

function orderAnswers(
  rows: readonly CandidateRow[],
  questions: readonly string[],
  about: readonly Mention[],
  limit: number,
): Passage[][] {
  const order = prepareOrder(
    rows.map(row => ({
      id: row.chunkId,
      title: row.title,
      text: row.text,
      headings: row.headings,
      questions: row.source === 'faq' ? (row.questions ?? []) : [],
      about: row.about,
    })),
  )
  return questions.map((question, number) => {
    const lanes = new Map<string, { row: CandidateRow; lanes: CandidateLanes }>()
    for (const row of rows) {
      const own = row.lanes.find(lane => lane.question === number)
      if (own !== undefined) lanes.set(row.chunkId, { row, lanes: own })
    }
    const signals = new Map(Array.from(lanes, ([id, found]) => [id, found.lanes] as const))
    return order(question, [...lanes.keys()], signals, about)
      .slice(0, limit)
      .flatMap(({ id, similarity, rank, question: closest }) => {
        const found = lanes.get(id)
        return found === undefined
          ? []
          : [{ ...toPassage(found.row), similarity, rank, question: closest, lanes: found.lanes }]
      })
  })
}

function toPassage(row: CandidateRow): Omit<Passage, 'similarity' | 'rank' | 'question' | 'lanes'> {
  return {
    chunkId: row.chunkId,
    documentId: row.documentId,
    productId: row.productId,
    kind: row.source === 'product' || row.source === 'faq' ? row.source : 'document',
    title: row.title,
    text: row.text,
    headings: row.headings,
    about: row.about,
    language: language.catch('und').parse(row.language),
    updatedAt: row.updatedAt,
  }
}
