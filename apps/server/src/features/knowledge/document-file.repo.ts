import type { FileKind } from '@countersign/shared/knowledge/knowledge.contract'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface NewFile {
  readonly id: string
  readonly documentId: string
  readonly version: number
  readonly name: string
  readonly kind: FileKind
  readonly sha256: string
  readonly bytes: Uint8Array
  readonly now: Date
}

export async function insertFile(tx: TenantTx, file: NewFile): Promise<void> {
  await sqlOf(tx).$executeRaw`
    INSERT INTO document_files (id, tenant_id, document_id, version, name, kind, size, sha256, bytes, created_at)
    VALUES (${file.id}::uuid, ${tx.tenantId}::uuid, ${file.documentId}::uuid, ${file.version}::int, ${file.name}, ${file.kind},
      ${file.bytes.length}::int, ${file.sha256}, ${Buffer.from(file.bytes)}, ${file.now}::timestamptz)`
}

/** A document whose newest file has these very bytes and that is, or is about to be, in use. */
export async function findSameFile(
  tx: TenantTx,
  sha256: string,
  documentId: string | null,
): Promise<{ documentId: string; version: number } | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ documentId: string; version: number }[]>`
    SELECT f.document_id AS "documentId", f.version FROM document_files f
    JOIN documents d ON d.tenant_id = f.tenant_id AND d.id = f.document_id
    WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.sha256 = ${sha256} AND d.deleted_at IS NULL AND d.status <> 'failed'
      AND d.error IS NULL AND (${documentId}::uuid IS NULL OR d.id = ${documentId}::uuid)
      AND f.version = (SELECT max(n.version) FROM document_files n WHERE n.tenant_id = f.tenant_id AND n.document_id = f.document_id)
    ORDER BY f.created_at LIMIT 1`
  return row ?? null
}

export async function lastFileVersion(tx: TenantTx, documentId: string): Promise<number> {
  const [row] = await sqlOf(tx).$queryRaw<{ version: number }[]>`
    SELECT coalesce(max(version), 0)::int AS version FROM document_files
    WHERE tenant_id = ${tx.tenantId}::uuid AND document_id = ${documentId}::uuid`
  return row?.version ?? 0
}

export interface StoredFile {
  readonly name: string
  readonly kind: FileKind
  readonly version: number
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly title: string
}

/** The newest when `version` is null. */
export async function findFile(
  tx: TenantTx,
  documentId: string,
  version: number | null,
): Promise<StoredFile | null> {
  const [row] = await sqlOf(tx).$queryRaw<StoredFile[]>`
    SELECT f.name, f.kind, f.version, f.bytes, d.title FROM document_files f
    JOIN documents d ON d.tenant_id = f.tenant_id AND d.id = f.document_id AND d.deleted_at IS NULL
    WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.document_id = ${documentId}::uuid
      AND (${version}::int IS NULL OR f.version = ${version}::int)
    ORDER BY f.version DESC LIMIT 1`
  return row ?? null
}

/** A document whose first text is still being read. */
export async function insertWaiting(
  tx: TenantTx,
  row: {
    id: string
    title: string
    category: string | null
    tags: readonly string[]
    about: string | null
    fileName: string
    now: Date
  },
): Promise<void> {
  await sqlOf(tx).document.create({
    data: {
      id: row.id,
      tenantId: tx.tenantId,
      source: 'upload',
      title: row.title,
      content: '',
      category: row.category,
      tags: [...row.tags],
      about: row.about,
      fileName: row.fileName,
      status: 'processing',
      progress: 0,
      createdAt: row.now,
      updatedAt: row.now,
    },
    select: { id: true },
  })
}

/** How far reading is; also begins it anew. */
export async function markReading(tx: TenantTx, id: string, progress: number, now: Date): Promise<void> {
  await sqlOf(tx).document.updateMany({
    where: { tenantId: tx.tenantId, id, deletedAt: null },
    data: { status: 'processing', error: null, progress, updatedAt: now },
  })
}

/** Reading has failed. What was read before stays in use, and the problem stands beside it. */
export async function markFailed(tx: TenantTx, id: string, problem: string, now: Date): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE documents SET status = (CASE WHEN ingested_at IS NULL THEN 'failed' ELSE 'indexed' END)::document_status,
      error = ${problem}, progress = NULL, updated_at = ${now}::timestamptz
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid`
}

/** Reading is over, and what it said is what is in use. */
export async function markRead(tx: TenantTx, id: string): Promise<void> {
  await sqlOf(tx).document.updateMany({
    where: { tenantId: tx.tenantId, id },
    data: { status: 'indexed', error: null, progress: null },
  })
}
