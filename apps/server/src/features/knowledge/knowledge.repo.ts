import type { KnowledgeItem } from '@countersign/shared/knowledge/knowledge.contract'
import { Prisma } from '../../db/generated/client.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface DocumentRow {
  readonly id: string
  readonly source: KnowledgeItem['source']
  readonly title: string
  readonly content: string
  readonly category: string | null
  readonly tags: readonly string[]
  readonly language: string
  readonly size: number
  readonly now: Date
}

/** Stores a document or a new version of it; false when the id is another tenant's or nobody's. */
export async function saveDocument(tx: TenantTx, row: DocumentRow, isNew: boolean): Promise<boolean> {
  const data = {
    title: row.title,
    content: row.content,
    category: row.category,
    tags: [...row.tags],
    language: row.language,
    size: row.size,
    status: 'indexed' as const,
    ingestedAt: row.now,
    embeddedAt: row.now,
    updatedAt: row.now,
  }
  if (isNew) {
    await sqlOf(tx).document.create({
      data: { ...data, id: row.id, tenantId: tx.tenantId, source: row.source, createdAt: row.now },
      select: { id: true },
    })
    return true
  }
  const { count } = await sqlOf(tx).document.updateMany({
    where: { tenantId: tx.tenantId, id: row.id, deletedAt: null },
    data: { ...data, version: { increment: 1 } },
  })
  return count > 0
}

export interface ChunkRow {
  readonly id: string
  readonly documentId: string
  readonly index: number
  readonly content: string
  /** What is searched with more weight than the text: title, headings, a FAQ's questions. */
  readonly heading: string
  readonly headings: readonly string[]
  readonly tokenCount: number
  readonly startOffset: number
  readonly endOffset: number
  readonly tsConfig: string
  readonly embedding: readonly number[]
  readonly embedModel: string
}

const batch = 100

/** Replaces a document's passages. Quotes of the old ones stay where they were cited; only the link is cut. */
export async function replaceChunks(
  tx: TenantTx,
  documentId: string,
  rows: readonly ChunkRow[],
): Promise<void> {
  const sql = sqlOf(tx)
  await sql.$executeRaw`
    UPDATE suggestion_sources SET chunk_id = NULL
    WHERE tenant_id = ${tx.tenantId}::uuid AND chunk_id IN (
      SELECT id FROM chunks WHERE tenant_id = ${tx.tenantId}::uuid AND document_id = ${documentId}::uuid)`
  await sql.$executeRaw`
    DELETE FROM chunks WHERE tenant_id = ${tx.tenantId}::uuid AND document_id = ${documentId}::uuid`
  for (let start = 0; start < rows.length; start += batch) {
    await insertChunks(tx, rows.slice(start, start + batch))
  }
}

export async function insertChunks(tx: TenantTx, rows: readonly ChunkRow[]): Promise<void> {
  const values = rows.map(
    row => Prisma.sql`(${row.id}::uuid, ${tx.tenantId}::uuid, ${row.documentId}::uuid, ${row.index}::int, ${row.content},
      ${[...row.headings]}::text[], ${row.tokenCount}::int, ${row.startOffset}::int, ${row.endOffset}::int, ${row.tsConfig},
      setweight(to_tsvector(${row.tsConfig}::regconfig, ${row.heading}), 'A') ||
        setweight(to_tsvector(${row.tsConfig}::regconfig, ${row.content}), 'B'),
      ${`[${row.embedding.join(',')}]`}::vector, ${row.embedModel})`,
  )
  await sqlOf(tx).$executeRaw`
    INSERT INTO chunks (id, tenant_id, document_id, index, content, headings, token_count, start_offset, end_offset, ts_config, tsv,
      embedding, embed_model)
    VALUES ${Prisma.join(values)}`
}

export interface PassageRow {
  readonly chunkId: string
  readonly documentId: string
  readonly productId: string | null
  readonly source: KnowledgeItem['source']
  readonly title: string
  readonly text: string
  readonly headings: string[]
  readonly language: string | null
  readonly questions: string[] | null
  readonly cosine: number | null
  readonly fused: number
  readonly updatedAt: Date
}

export interface PassageQuery {
  readonly text: string
  readonly tsConfigs: readonly string[]
  readonly embedding: readonly number[]
  readonly embedModel: string
  readonly limit: number
}

/** The rank constant of reciprocal rank fusion; 60 is the value of Cormack, Clarke and Büttcher, SIGIR 2009. */
const fusion = 60

/**
 * One hybrid query: passages ranked by full text and by vectors, fused by reciprocal rank. The words of the question
 * are joined by "or": a question in plain language rarely has all its words in one passage.
 */
export async function findPassages(tx: TenantTx, query: PassageQuery): Promise<PassageRow[]> {
  const vector = `[${query.embedding.join(',')}]`
  const depth = Math.max(query.limit * 4, 40)
  const lexemes = Prisma.join(
    query.tsConfigs.map(
      config => Prisma.sql`SELECT lexeme FROM unnest(to_tsvector(${config}::regconfig, ${query.text}))`,
    ),
    ' UNION ',
  )
  return sqlOf(tx).$queryRaw<PassageRow[]>`
    WITH asked AS (
      SELECT to_tsquery('simple', string_agg(quote_literal(lexeme), ' | ')) AS words FROM (${lexemes}) l
    ),
    by_words AS (
      SELECT k.id, row_number() OVER (ORDER BY ts_rank_cd(k.tsv, asked.words, 1) DESC, k.id) AS place
      FROM chunks k, asked
      WHERE k.tenant_id = ${tx.tenantId}::uuid AND k.active AND k.tsv @@ asked.words
      ORDER BY place LIMIT ${depth}
    ),
    by_vector AS (
      SELECT k.id, row_number() OVER (ORDER BY k.embedding <=> ${vector}::vector, k.id) AS place,
        1 - (k.embedding <=> ${vector}::vector) AS cosine
      FROM chunks k
      WHERE k.tenant_id = ${tx.tenantId}::uuid AND k.active AND k.embed_model = ${query.embedModel}
      ORDER BY place LIMIT ${depth}
    ),
    fused AS (
      SELECT coalesce(w.id, v.id) AS id, v.cosine,
        coalesce(1.0 / (${fusion} + w.place), 0) + coalesce(1.0 / (${fusion} + v.place), 0) AS fused
      FROM by_words w FULL JOIN by_vector v ON v.id = w.id
      ORDER BY fused DESC LIMIT ${query.limit}
    )
    SELECT f.id AS "chunkId", k.document_id AS "documentId", p.id AS "productId", d.source, d.title, k.content AS text, k.headings,
      d.language, q.questions, f.cosine::float8 AS cosine, f.fused::float8 AS fused, d.updated_at AS "updatedAt"
    FROM fused f
    JOIN chunks k ON k.tenant_id = ${tx.tenantId}::uuid AND k.id = f.id
    JOIN documents d ON d.tenant_id = k.tenant_id AND d.id = k.document_id
    LEFT JOIN products p ON p.tenant_id = d.tenant_id AND p.document_id = d.id
    LEFT JOIN faqs q ON q.tenant_id = d.tenant_id AND q.document_id = d.id
    WHERE d.deleted_at IS NULL
    ORDER BY f.fused DESC, f.id`
}

export interface ProductRow {
  readonly productId: string
  readonly documentId: string
  readonly chunkId: string | null
  readonly sku: string
  readonly name: string
  readonly description: string
  readonly priceMinor: number
  readonly currency: string
  readonly stock: number
  readonly delivery: string | null
  readonly language: string | null
  readonly aliases: string[]
  readonly translations: unknown
  readonly updatedAt: Date
}

/** Products by id, and those with one of the words in their name or SKU: what a customer may mean. */
export async function findProducts(
  tx: TenantTx,
  query: { ids: readonly string[]; words: readonly string[]; limit: number },
): Promise<ProductRow[]> {
  const patterns = query.words.map(word => `%${word.replace(/[\\%_]/g, match => `\\${match}`)}%`)
  return sqlOf(tx).$queryRaw<ProductRow[]>`
    SELECT p.id AS "productId", p.document_id AS "documentId", k.id AS "chunkId", p.sku, p.name, p.description,
      p.price_minor AS "priceMinor", p.currency, p.stock_quantity AS stock, p.delivery_info AS delivery, d.language, p.aliases,
      p.translations, p.updated_at AS "updatedAt"
    FROM products p
    JOIN documents d ON d.tenant_id = p.tenant_id AND d.id = p.document_id AND d.deleted_at IS NULL AND d.active
    LEFT JOIN chunks k ON k.tenant_id = d.tenant_id AND k.document_id = d.id AND k.index = 0
    WHERE p.tenant_id = ${tx.tenantId}::uuid
      AND (p.id = ANY(${[...query.ids]}::uuid[]) OR p.name ILIKE ANY(${patterns}::text[]) OR p.sku ILIKE ANY(${patterns}::text[])
        OR array_to_string(p.aliases, ' ') ILIKE ANY(${patterns}::text[])
        OR p.translations::text ILIKE ANY(${patterns}::text[]))
    ORDER BY p.id = ANY(${[...query.ids]}::uuid[]) DESC, p.name
    LIMIT ${query.limit}`
}

/** Newest change first. */
export async function listDocuments(
  tx: TenantTx,
  limit: number,
): Promise<(Omit<KnowledgeItem, 'updatedAt'> & { updatedAt: Date })[]> {
  return sqlOf(tx).$queryRaw`
    SELECT id, title, source, category, language, status, updated_at AS "updatedAt" FROM documents
    WHERE tenant_id = ${tx.tenantId}::uuid AND deleted_at IS NULL
    ORDER BY updated_at DESC LIMIT ${limit}`
}

export async function findDocument(
  tx: TenantTx,
  id: string,
): Promise<{ id: string; title: string; text: string; category: string | null; tags: string[] } | null> {
  const [row] = await sqlOf(tx).$queryRaw<
    { id: string; title: string; text: string; category: string | null; tags: string[] }[]
  >`
    SELECT id, title, content AS text, category, tags FROM documents
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid AND deleted_at IS NULL`
  return row ?? null
}
