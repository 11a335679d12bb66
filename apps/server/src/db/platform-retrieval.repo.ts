import type { KnowledgeItem } from '@countersign/shared/knowledge/knowledge.contract'
import { sqlOf } from './sql-of.ts'
import type { StatementRunner, TenantTx } from './tenant-tx.ts'

/** One question of a retrieval. */
export interface RetrievalQuestion {
  /** Text search configurations it is read in. */
  readonly configs: readonly string[]
  readonly text: string
  /** Of the model of the query; null when the words have to do. */
  readonly vector: readonly number[] | null
}

export interface CandidateQuery {
  readonly questions: readonly RetrievalQuestion[]
  /** Names of the things the dialogue is about. */
  readonly about: readonly string[]
  readonly embedModel: string
  readonly dimensions: number
  /** Passages kept for each question. */
  readonly keep: number
  /** Looks everything up and compares every vector; to measure what the short cuts miss. */
  readonly exact?: boolean
}

/** How a passage came to be a candidate for a question. Places count from 1; null: the lane did not find it. */
export interface CandidateLanes {
  /** Index of the question. */
  readonly question: number
  readonly words: number | null
  readonly vector: number | null
  readonly cosine: number | null
  /** Comparable within one question only. */
  readonly fused: number
}

export interface CandidateRow {
  readonly chunkId: string
  readonly documentId: string
  readonly productId: string | null
  readonly source: KnowledgeItem['source']
  readonly title: string
  readonly about: string | null
  readonly text: string
  readonly headings: string[]
  readonly language: string | null
  readonly questions: string[] | null
  readonly updatedAt: Date
  readonly lanes: readonly CandidateLanes[]
}

/** Passages each lane hands over for a question. */
const depth = 40
/** Up to so many passages of a tenant every vector is compared; beyond, the index is asked. */
const exactUpTo = 8000
/** So many more candidates are kept where short cuts are taken: what a lane misplaces is then still among them. */
const wider = 10
/** Passages looked at for the sake of one question's words. */
const budget = 700
/** A second opinion: see docs/decisions/0009-retrieval.md. */
const vectorShare = 0.5
const aboutShare = 0.75

/**
 * Candidates for all questions of a run, in one statement. What two lanes say is added up as shares of each lane's best score.
 * The tenant is the transaction's: the function behind it takes none.
 */
export async function findCandidates(tx: TenantTx, query: CandidateQuery): Promise<CandidateRow[]> {
  const questions = JSON.stringify(
    query.questions.map(({ configs, text, vector }) => ({
      configs,
      text,
      // Six digits: the seventh moves no cosine anyone would see, and the text is half as long.
      vector: vector === null ? null : `[${vector.map(value => Number(value.toFixed(6))).join(',')}]`,
    })),
  )
  // Eight times as much is still an integer of the database.
  const most = 2 ** 27
  return sqlOf(tx).$queryRaw<CandidateRow[]>`
    WITH found AS (
      SELECT f.question, f.lane, f.chunk_id, f.place, f.score, f.cosine,
        f.score / nullif(max(f.score) OVER (PARTITION BY f.question, f.lane), 0) AS share,
        f.cosine / nullif(max(f.cosine) OVER (PARTITION BY f.question), 0) AS nearness
      FROM find_passages(${questions}::jsonb, ${[...query.about]}::text[], ${query.embedModel}, ${query.dimensions}::int,
        ${depth}::int, ${query.exact === true ? most : exactUpTo}::int, ${query.exact === true ? most : budget}::int) f
    ),
    fused AS (
      SELECT f.question, f.chunk_id, min(f.place) FILTER (WHERE f.lane = 'words') AS words,
        min(f.place) FILTER (WHERE f.lane = 'vector') AS vector, max(f.cosine) AS cosine,
        coalesce(max(f.share) FILTER (WHERE f.lane = 'words'), 0)
          + ${vectorShare}::float8 * coalesce(max(f.nearness), 0)
          + ${aboutShare}::float8 * coalesce(max(1 + coalesce(f.share, 0)) FILTER (WHERE f.lane = 'about'), 0) AS fused
      FROM found f GROUP BY f.question, f.chunk_id
    ),
    kept AS (
      SELECT *, row_number() OVER (PARTITION BY question ORDER BY fused DESC, chunk_id) AS place FROM fused
    ),
    lanes AS (
      SELECT chunk_id, json_agg(json_build_object('question', question - 1, 'words', words, 'vector', vector, 'cosine', cosine,
        'fused', fused) ORDER BY question) AS lanes
      FROM kept WHERE place <= ${query.keep}::int + coalesce((SELECT ${wider}::int FROM knowledge_counts c
        WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.chunks > ${exactUpTo}::int), 0) GROUP BY chunk_id
    )
    SELECT k.id AS "chunkId", k.document_id AS "documentId", p.id AS "productId", d.source, d.title, d.about, k.content AS text,
      k.headings, d.language, q.questions, d.updated_at AS "updatedAt", l.lanes
    FROM lanes l
    JOIN chunks k ON k.tenant_id = ${tx.tenantId}::uuid AND k.id = l.chunk_id
    JOIN documents d ON d.tenant_id = k.tenant_id AND d.id = k.document_id AND d.deleted_at IS NULL
    LEFT JOIN products p ON p.tenant_id = d.tenant_id AND p.document_id = d.id
    LEFT JOIN faqs q ON q.tenant_id = d.tenant_id AND q.document_id = d.id
    ORDER BY k.id`
}

/** Tenants with passages that carry another model's vectors. */
export async function findStaleEmbeddings(
  run: StatementRunner,
  model: string,
  limit: number,
): Promise<string[]> {
  const rows = await run<{ tenantId: string }>(
    'SELECT f.tenant_id AS "tenantId" FROM find_stale_embeddings($1, $2) f',
    [model, limit],
  )
  return rows.map(row => row.tenantId)
}
