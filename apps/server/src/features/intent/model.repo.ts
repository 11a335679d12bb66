import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface ModelRow {
  readonly version: number
  readonly sourceHash: string
  readonly sampleCount: number
  readonly accuracy: number
  readonly trainedAt: Date
}

export async function findNewestModel(tx: TenantTx): Promise<ModelRow | null> {
  const [row] = await sqlOf(tx).$queryRaw<ModelRow[]>`
    SELECT version, source_hash AS "sourceHash", sample_count AS "sampleCount", accuracy, trained_at AS "trainedAt"
    FROM intent_models WHERE tenant_id = ${tx.tenantId}::uuid ORDER BY version DESC LIMIT 1`
  return row ?? null
}

export async function findNewestVersion(tx: TenantTx): Promise<number | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ version: number }[]>`
    SELECT version FROM intent_models WHERE tenant_id = ${tx.tenantId}::uuid ORDER BY version DESC LIMIT 1`
  return row?.version ?? null
}

export async function findModelBytes(tx: TenantTx, version: number): Promise<Uint8Array | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ model: Uint8Array }[]>`
    SELECT model FROM intent_models WHERE tenant_id = ${tx.tenantId}::uuid AND version = ${version}`
  return row?.model ?? null
}

/** So many older models stay: a process that is loading one still finds it. */
const keptModels = 2

/** Puts a model in force as the next version. */
export async function insertModel(
  tx: TenantTx,
  row: {
    readonly id: string
    readonly model: Uint8Array
    readonly sourceHash: string
    readonly sampleCount: number
    readonly accuracy: number
    readonly now: Date
  },
): Promise<void> {
  const sql = sqlOf(tx)
  await sql.$executeRaw`
    INSERT INTO intent_models (id, tenant_id, version, model, source_hash, sample_count, accuracy, trained_at)
    SELECT ${row.id}::uuid, ${tx.tenantId}::uuid,
      coalesce((SELECT max(version) FROM intent_models WHERE tenant_id = ${tx.tenantId}::uuid), 0) + 1,
      ${row.model}, ${row.sourceHash}, ${row.sampleCount}, ${row.accuracy}, ${row.now}`
  await sql.$executeRaw`
    DELETE FROM intent_models WHERE tenant_id = ${tx.tenantId}::uuid AND version <=
      (SELECT max(version) - 1 - ${keptModels} FROM intent_models WHERE tenant_id = ${tx.tenantId}::uuid)`
}

/** Changes whenever an example comes, goes or moves, or an intent is archived or brought back. */
export async function hashTaxonomy(tx: TenantTx): Promise<string> {
  const [row] = await sqlOf(tx).$queryRaw<{ hash: string }[]>`
    SELECT md5(coalesce(string_agg(e.id::text || coalesce(i.key, ''), ',' ORDER BY e.id), '')) AS hash
    FROM intent_examples e LEFT JOIN intents i ON i.tenant_id = e.tenant_id AND i.id = e.intent_id
    WHERE e.tenant_id = ${tx.tenantId}::uuid AND (e.intent_id IS NULL OR i.active)`
  return row?.hash ?? ''
}

export interface TaughtText {
  /** Null: none of the intents. */
  readonly intent: string | null
  readonly text: string
}

/** Every example of the intents in use, in a fixed order. */
export async function listTaughtTexts(tx: TenantTx): Promise<TaughtText[]> {
  return sqlOf(tx).$queryRaw<TaughtText[]>`
    SELECT i.key AS intent, e.text FROM intent_examples e
    LEFT JOIN intents i ON i.tenant_id = e.tenant_id AND i.id = e.intent_id
    WHERE e.tenant_id = ${tx.tenantId}::uuid AND (e.intent_id IS NULL OR i.active)
    ORDER BY e.created_at, e.id`
}

/** Questions whose draft a person sent as it was: what it was taken for was right. The newest so many. */
export async function listApprovedQuestions(tx: TenantTx, limit: number): Promise<TaughtText[]> {
  return sqlOf(tx).$queryRaw<TaughtText[]>`
    SELECT s.intent, s.question AS text FROM training_samples s
    JOIN intents i ON i.tenant_id = s.tenant_id AND i.key = s.intent AND i.active
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.outcome = 'approve' AND s.learned AND length(s.question) BETWEEN 2 AND 2000
    ORDER BY s.created_at DESC, s.id DESC LIMIT ${limit}`
}

/** Approved questions since a time. */
export async function countApprovedSince(tx: TenantTx, since: Date | null): Promise<number> {
  const [row] = await sqlOf(tx).$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM training_samples
    WHERE tenant_id = ${tx.tenantId}::uuid AND outcome = 'approve' AND learned AND created_at > coalesce(${since}::timestamptz, '-infinity')`
  return row?.count ?? 0
}

/** What customers wrote lately, whatever it was about. */
export async function listCustomerTexts(tx: TenantTx, limit: number): Promise<string[]> {
  const rows = await sqlOf(tx).$queryRaw<{ content: string }[]>`
    SELECT content FROM messages
    WHERE tenant_id = ${tx.tenantId}::uuid AND direction = 'inbound' AND length(content) BETWEEN 8 AND 500
    ORDER BY id DESC LIMIT ${limit}`
  return rows.map(row => row.content)
}
