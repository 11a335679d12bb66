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
  readonly about: string | null
  readonly url: string | null
  readonly siteId: string | null
  readonly fileName: string | null
  readonly fileVersion: number | null
  readonly contentHash: string
  readonly chunkCount: number
  /** Of what its passages' vectors are; null while some still wait for theirs. */
  readonly embeddedAt: Date | null
  readonly now: Date
}

/** The document as it is, locked until the transaction ends. */
export interface LockedDocument {
  readonly id: string
  readonly source: KnowledgeItem['source']
  readonly title: string
  readonly content: string
  readonly category: string | null
  readonly tags: string[]
  readonly about: string | null
  readonly url: string | null
  readonly siteId: string | null
  readonly fileName: string | null
  readonly fileVersion: number | null
  readonly version: number
  readonly active: boolean
  readonly ingestedAt: Date | null
  readonly contentHash: string | null
  readonly deletedAt: Date | null
  readonly questions: string[] | null
}

/** Null when the id is another tenant's or nobody's. */
export async function lockDocument(tx: TenantTx, id: string): Promise<LockedDocument | null> {
  const [row] = await sqlOf(tx).$queryRaw<LockedDocument[]>`
    SELECT d.id, d.source, d.title, d.content, d.category, d.tags, d.about, d.url, d.site_id AS "siteId", d.file_name AS "fileName",
      d.file_version AS "fileVersion", d.version, d.active, d.ingested_at AS "ingestedAt", d.content_hash AS "contentHash",
      d.deleted_at AS "deletedAt",
      (SELECT q.questions FROM faqs q WHERE q.tenant_id = d.tenant_id AND q.document_id = d.id) AS questions
    FROM documents d WHERE d.tenant_id = ${tx.tenantId}::uuid AND d.id = ${id}::uuid FOR UPDATE`
  return row ?? null
}

/** Stores a document, or its next version. */
export async function saveDocument(
  tx: TenantTx,
  row: DocumentRow,
  before: LockedDocument | null,
): Promise<void> {
  const { now, ...fields } = row
  const data = {
    ...fields,
    tags: [...row.tags],
    status: 'indexed' as const,
    error: null,
    progress: null,
    ingestedAt: now,
    updatedAt: now,
  }
  if (before === null) {
    await sqlOf(tx).document.create({
      data: { ...data, tenantId: tx.tenantId, createdAt: now },
      select: { id: true },
    })
    return
  }
  const { id: _id, source: _source, ...changes } = data
  await sqlOf(tx).document.updateMany({
    where: { tenantId: tx.tenantId, id: row.id },
    // What was never read has no version to replace.
    data: { ...changes, ...(before.ingestedAt === null ? {} : { version: { increment: 1 } }) },
  })
}

/** Keeps what a document said until now. */
export async function archiveVersion(
  tx: TenantTx,
  id: string,
  before: LockedDocument,
  now: Date,
): Promise<void> {
  await sqlOf(tx).$executeRaw`
    INSERT INTO document_versions (id, tenant_id, document_id, version, title, content, questions, size, file_version, written_at, replaced_at)
    VALUES (${id}::uuid, ${tx.tenantId}::uuid, ${before.id}::uuid, ${before.version}::int, ${before.title}, ${before.content},
      ${before.questions ?? []}::text[], octet_length(${before.content}), ${before.fileVersion}::int, ${before.ingestedAt}::timestamptz, ${now}::timestamptz)
    ON CONFLICT DO NOTHING`
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
  active = true,
): Promise<void> {
  const sql = sqlOf(tx)
  await sql.$executeRaw`
    UPDATE suggestion_sources SET chunk_id = NULL
    WHERE tenant_id = ${tx.tenantId}::uuid AND chunk_id IN (
      SELECT id FROM chunks WHERE tenant_id = ${tx.tenantId}::uuid AND document_id = ${documentId}::uuid)`
  await sql.$executeRaw`
    DELETE FROM chunks WHERE tenant_id = ${tx.tenantId}::uuid AND document_id = ${documentId}::uuid`
  for (let start = 0; start < rows.length; start += batch) {
    await insertChunks(tx, rows.slice(start, start + batch), active)
  }
}

/** At most a few hundred at once: every value is a parameter of the statement. */
export async function insertChunks(tx: TenantTx, rows: readonly ChunkRow[], active = true): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map(
    row => Prisma.sql`(${row.id}::uuid, ${tx.tenantId}::uuid, ${row.documentId}::uuid, ${row.index}::int, ${row.content},
      ${[...row.headings]}::text[], ${row.tokenCount}::int, ${row.startOffset}::int, ${row.endOffset}::int, ${row.tsConfig},
      setweight(to_tsvector(${row.tsConfig}::regconfig, ${row.heading}), 'A') ||
        setweight(to_tsvector(${row.tsConfig}::regconfig, ${row.content}), 'B'),
      ${`[${row.embedding.join(',')}]`}::vector, ${row.embedModel}, ${active}::boolean)`,
  )
  await sqlOf(tx).$executeRaw`
    INSERT INTO chunks (id, tenant_id, document_id, index, content, headings, token_count, start_offset, end_offset, ts_config, tsv,
      embedding, embed_model, active)
    VALUES ${Prisma.join(values)}`
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

/**
 * Newest change first.
 * @param after the last document of the page before; null for the first page
 */
export async function listDocuments(
  tx: TenantTx,
  limit: number,
  after: { readonly at: Date; readonly id: string } | null,
): Promise<(Omit<KnowledgeItem, 'updatedAt'> & { updatedAt: Date })[]> {
  return sqlOf(tx).$queryRaw`
    SELECT id, title, source, category, language, status, error, progress::float8 AS progress, active, version,
      chunk_count AS chunks, url, site_id AS "siteId", file_name AS "fileName", about, updated_at AS "updatedAt"
    FROM documents
    WHERE tenant_id = ${tx.tenantId}::uuid AND deleted_at IS NULL
      ${after === null ? Prisma.empty : Prisma.sql`AND (updated_at, id) < (${after.at}, ${after.id}::uuid)`}
    ORDER BY updated_at DESC, id DESC LIMIT ${limit}`
}

export interface StoredDocument {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly category: string | null
  readonly tags: string[]
  readonly about: string | null
  readonly source: KnowledgeItem['source']
  readonly url: string | null
  readonly version: number
  /** Of a FAQ. */
  readonly questions: string[] | null
}

export async function findDocument(tx: TenantTx, id: string): Promise<StoredDocument | null> {
  const [row] = await sqlOf(tx).$queryRaw<StoredDocument[]>`
    SELECT d.id, d.title, d.content AS text, d.category, d.tags, d.about, d.source, d.url, d.version,
      (SELECT q.questions FROM faqs q WHERE q.tenant_id = d.tenant_id AND q.document_id = d.id) AS questions
    FROM documents d
    WHERE d.tenant_id = ${tx.tenantId}::uuid AND d.id = ${id}::uuid AND d.deleted_at IS NULL`
  return row ?? null
}

export async function saveFaq(
  tx: TenantTx,
  row: { id: string; documentId: string; questions: readonly string[]; answer: string; now: Date },
): Promise<void> {
  await sqlOf(tx).$executeRaw`
    INSERT INTO faqs (id, tenant_id, document_id, questions, answer, created_at)
    VALUES (${row.id}::uuid, ${tx.tenantId}::uuid, ${row.documentId}::uuid, ${[...row.questions]}::text[], ${row.answer}, ${row.now}::timestamptz)
    ON CONFLICT (tenant_id, document_id) DO UPDATE SET questions = excluded.questions, answer = excluded.answer`
}

/** A document that is switched off, deleted or brought back; its passages follow. */
export async function changeDocument(
  tx: TenantTx,
  id: string,
  change: { active?: boolean; deletedAt?: Date | null; now: Date },
): Promise<void> {
  const { now, ...data } = change
  await sqlOf(tx).document.updateMany({
    where: { tenantId: tx.tenantId, id },
    data: { ...data, updatedAt: now },
  })
  await sqlOf(tx).$executeRaw`
    UPDATE chunks k SET active = d.active AND d.deleted_at IS NULL FROM documents d
    WHERE d.tenant_id = ${tx.tenantId}::uuid AND d.id = ${id}::uuid AND k.tenant_id = d.tenant_id AND k.document_id = d.id`
}

export interface VersionRow {
  readonly version: number
  readonly title: string
  readonly size: number
  readonly writtenAt: Date
  readonly replacedAt: Date | null
}

/** The one in use first, then what it replaced, newest first. */
export async function listVersions(tx: TenantTx, id: string): Promise<VersionRow[]> {
  return sqlOf(tx).$queryRaw<VersionRow[]>`
    SELECT version, title, size, coalesce(ingested_at, updated_at) AS "writtenAt", NULL::timestamptz AS "replacedAt" FROM documents
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid AND deleted_at IS NULL
    UNION ALL
    SELECT version, title, size, written_at, replaced_at FROM document_versions
    WHERE tenant_id = ${tx.tenantId}::uuid AND document_id = ${id}::uuid
    ORDER BY version DESC LIMIT 100`
}

export async function findVersion(
  tx: TenantTx,
  id: string,
  version: number,
): Promise<{ title: string; content: string; questions: string[] } | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ title: string; content: string; questions: string[] }[]>`
    SELECT title, content, questions FROM document_versions
    WHERE tenant_id = ${tx.tenantId}::uuid AND document_id = ${id}::uuid AND version = ${version}::int`
  return row ?? null
}

/** What customers may mean by a name, and how ordinary sentences of the tenant's knowledge are worded. */
export async function listNamed(
  tx: TenantTx,
  limit: number,
): Promise<{ about: string | null; kind: string | null; title: string; aliases: string[] | null }[]> {
  return sqlOf(tx).$queryRaw`
    SELECT d.about, CASE WHEN d.about IS NULL THEN NULL ELSE d.category END AS kind, d.title,
      (SELECT p.aliases FROM products p WHERE p.tenant_id = d.tenant_id AND p.document_id = d.id) AS aliases
    FROM documents d
    WHERE d.tenant_id = ${tx.tenantId}::uuid AND d.deleted_at IS NULL AND d.active
    ORDER BY d.about IS NULL, d.updated_at DESC LIMIT ${limit}`
}
