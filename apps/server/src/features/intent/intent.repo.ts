import type { ExampleSource, IntentView } from '@countersign/shared/intent/intent.contract'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface NewIntent {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly description: string
  readonly now: Date
}

/** Puts an intent at the end. @returns false when its key is taken */
export async function insertIntent(tx: TenantTx, row: NewIntent): Promise<boolean> {
  const inserted = await sqlOf(tx).$executeRaw`
    INSERT INTO intents (id, tenant_id, key, name, description, position, created_at, updated_at)
    SELECT ${row.id}::uuid, ${tx.tenantId}::uuid, ${row.key}, ${row.name}, ${row.description},
      coalesce((SELECT max(position) + 1 FROM intents WHERE tenant_id = ${tx.tenantId}::uuid), 0), ${row.now}, ${row.now}
    ON CONFLICT (tenant_id, key) DO NOTHING`
  return inserted > 0
}

export async function countIntents(tx: TenantTx): Promise<number> {
  return sqlOf(tx).intent.count({ where: { tenantId: tx.tenantId } })
}

export async function findTenantLanguage(tx: TenantTx): Promise<string | null> {
  const found = await sqlOf(tx).tenant.findUnique({ where: { id: tx.tenantId }, select: { language: true } })
  return found?.language ?? null
}

/** Changes the fields that are given. @returns false when the tenant has no such intent */
export async function updateIntentRow(
  tx: TenantTx,
  id: string,
  change: {
    name?: string | undefined
    description?: string | undefined
    active?: boolean | undefined
    position?: number | undefined
  },
  now: Date,
): Promise<boolean> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const { count } = await sqlOf(tx).intent.updateMany({
    where: { tenantId: tx.tenantId, id },
    data: { ...given, updatedAt: now },
  })
  return count > 0
}

export async function findIntent(tx: TenantTx, id: string): Promise<IntentView | null> {
  const [row] = await sqlOf(tx).$queryRaw<IntentView[]>`
    SELECT i.id, i.key, i.name, i.description, i.active, i.position,
      (SELECT count(*)::int FROM intent_examples e WHERE e.tenant_id = i.tenant_id AND e.intent_id = i.id) AS examples
    FROM intents i WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.id = ${id}::uuid`
  return row ?? null
}

export async function findIntentByKey(tx: TenantTx, key: string): Promise<{ id: string } | null> {
  return sqlOf(tx).intent.findUnique({
    where: { tenantId_key: { tenantId: tx.tenantId, key } },
    select: { id: true },
  })
}

export async function listIntentRows(tx: TenantTx): Promise<IntentView[]> {
  return sqlOf(tx).$queryRaw<IntentView[]>`
    SELECT i.id, i.key, i.name, i.description, i.active, i.position, coalesce(e.count, 0) AS examples
    FROM intents i
    LEFT JOIN (SELECT intent_id, count(*)::int AS count FROM intent_examples
      WHERE tenant_id = ${tx.tenantId}::uuid GROUP BY intent_id) e ON e.intent_id = i.id
    WHERE i.tenant_id = ${tx.tenantId}::uuid
    ORDER BY i.active DESC, i.position, i.key`
}

export async function countOutsideExamples(tx: TenantTx): Promise<number> {
  return sqlOf(tx).intentExample.count({ where: { tenantId: tx.tenantId, intentId: null } })
}

export interface NewExample {
  readonly id: string
  readonly intentId: string | null
  readonly text: string
  readonly textHash: string
  readonly language: string | null
  readonly source: ExampleSource
}

/** Adds examples; a text that is there already stays where it is. */
export async function insertExamples(tx: TenantTx, rows: readonly NewExample[], now: Date): Promise<void> {
  await sqlOf(tx).intentExample.createMany({
    data: rows.map(row => ({ ...row, tenantId: tx.tenantId, createdAt: now })),
    skipDuplicates: true,
  })
}

export async function countExamples(tx: TenantTx): Promise<number> {
  return sqlOf(tx).intentExample.count({ where: { tenantId: tx.tenantId } })
}

export async function findExampleByHash(
  tx: TenantTx,
  textHash: string,
): Promise<{ id: string; intentId: string | null } | null> {
  return sqlOf(tx).intentExample.findUnique({
    where: { tenantId_textHash: { tenantId: tx.tenantId, textHash } },
    select: { id: true, intentId: true },
  })
}

/** @returns false when the tenant has no such example */
export async function deleteExample(tx: TenantTx, id: string): Promise<boolean> {
  const { count } = await sqlOf(tx).intentExample.deleteMany({ where: { tenantId: tx.tenantId, id } })
  return count > 0
}

/**
 * Takes away what reviewers taught from a customer's own conversations: those texts are the customer's words.
 *
 * @returns how many there were
 */
export async function deleteExamplesTaughtFrom(tx: TenantTx, customerId: string): Promise<number> {
  return sqlOf(tx).$executeRaw`
    DELETE FROM intent_examples e USING learning_queue q, conversations c
    WHERE e.tenant_id = ${tx.tenantId}::uuid AND q.tenant_id = e.tenant_id AND c.tenant_id = e.tenant_id
      AND c.customer_id = ${customerId}::uuid AND q.conversation_id = c.id
      AND q.lesson_kind = 'intent_example' AND q.lesson_id = e.id`
}

export interface ExamplePlace {
  readonly at: Date
  readonly id: string
}

export interface ExampleRow {
  readonly id: string
  readonly text: string
  readonly language: string | null
  readonly source: ExampleSource
  readonly createdAt: Date
}

/** Newest first. */
export async function listExampleRows(
  tx: TenantTx,
  intentId: string | null,
  after: ExamplePlace | null,
  limit: number,
): Promise<ExampleRow[]> {
  return sqlOf(tx).$queryRaw<ExampleRow[]>`
    SELECT id, text, language, source::text AS source, created_at AS "createdAt" FROM intent_examples
    WHERE tenant_id = ${tx.tenantId}::uuid AND intent_id IS NOT DISTINCT FROM ${intentId}::uuid
      AND (${after?.at ?? null}::timestamptz IS NULL OR (created_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    ORDER BY created_at DESC, id DESC LIMIT ${limit}`
}
