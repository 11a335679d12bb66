import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface StaleChunk {
  readonly id: string
  readonly title: string
  readonly headings: string[]
  readonly questions: string[] | null
  readonly content: string
}

/** Passages whose vector is another model's, or that have none. */
export async function listStaleChunks(tx: TenantTx, model: string, limit: number): Promise<StaleChunk[]> {
  return sqlOf(tx).$queryRaw<StaleChunk[]>`
    SELECT k.id, d.title, k.headings, k.content,
      (SELECT q.questions FROM faqs q WHERE q.tenant_id = d.tenant_id AND q.document_id = d.id) AS questions
    FROM chunks k JOIN documents d ON d.tenant_id = k.tenant_id AND d.id = k.document_id
    WHERE k.tenant_id = ${tx.tenantId}::uuid AND k.embed_model IS DISTINCT FROM ${model}
    LIMIT ${limit}`
}

export async function saveVectors(
  tx: TenantTx,
  model: string,
  rows: readonly { readonly id: string; readonly vector: readonly number[] }[],
): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE chunks k SET embedding = v.vector::vector, embed_model = ${model}
    FROM unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => `[${row.vector.join(',')}]`)}::text[]) v (id, vector)
    WHERE k.tenant_id = ${tx.tenantId}::uuid AND k.id = v.id`
}

export interface KnowledgeSize {
  readonly chunks: number
  readonly countedAt: Date | null
}

export async function readKnowledgeSize(tx: TenantTx): Promise<KnowledgeSize> {
  const [row] = await sqlOf(tx).$queryRaw<KnowledgeSize[]>`
    SELECT chunks, counted_at AS "countedAt" FROM knowledge_counts WHERE tenant_id = ${tx.tenantId}::uuid`
  return row ?? { chunks: 0, countedAt: null }
}

export async function countChunks(tx: TenantTx): Promise<number> {
  const [row] = await sqlOf(tx).$queryRaw<{ count: number }[]>`
    SELECT coalesce(sum(chunk_count), 0)::int AS count FROM documents
    WHERE tenant_id = ${tx.tenantId}::uuid AND deleted_at IS NULL`
  return row?.count ?? 0
}

/**
 * Notes how many passages there are and which words more than `common` of them have. Row-level security holds for the query
 * inside `ts_stat` too, so these are the words of this tenant.
 */
export async function saveCounts(
  tx: TenantTx,
  chunks: number,
  common: number | null,
  now: Date,
): Promise<void> {
  if (common === null) {
    await sqlOf(tx).$executeRaw`
      INSERT INTO knowledge_counts (tenant_id, chunks, counted_at) VALUES (${tx.tenantId}::uuid, ${chunks}::int, ${now}::timestamptz)
      ON CONFLICT (tenant_id) DO UPDATE SET chunks = excluded.chunks, common_words = '{}', counted_at = excluded.counted_at`
    return
  }
  await sqlOf(tx).$executeRaw`
    INSERT INTO knowledge_counts (tenant_id, chunks, common_words, counted_at)
    SELECT ${tx.tenantId}::uuid, ${chunks}::int, coalesce(jsonb_object_agg(word, ndoc), '{}'), ${now}::timestamptz
    FROM ts_stat('SELECT tsv FROM chunks WHERE active') WHERE ndoc > ${common}::int
    ON CONFLICT (tenant_id) DO UPDATE SET chunks = excluded.chunks, common_words = excluded.common_words, counted_at = excluded.counted_at`
}
