import { Prisma } from '../../db/generated/client.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

type Row = Record<string, unknown>

/**
 * Where what is held about a person lies, and how a row is known to be theirs. `k` is the customer, `c` their
 * conversations. A test compares the list with the catalogue.
 */
const ofConversations = 'conversation_id IN (SELECT id FROM c)'
const ofSuggestions =
  'suggestion_id IN (SELECT s.id FROM suggestions s WHERE s.tenant_id = (SELECT tenant_id FROM k) AND s.conversation_id IN (SELECT id FROM c))'
const ofMessages =
  'message_id IN (SELECT m.id FROM messages m WHERE m.tenant_id = (SELECT tenant_id FROM k) AND m.conversation_id IN (SELECT id FROM c))'
export const personalTables = {
  conversations: 'customer_id = (SELECT id FROM k)',
  messages: ofConversations,
  inbound_events: ofMessages,
  outbound_messages: ofConversations,
  suggest_runs: ofConversations,
  ai_decisions: ofConversations,
  suggestions: ofConversations,
  suggestion_sources: ofSuggestions,
  human_actions: ofSuggestions,
  approvals: ofConversations,
  training_samples: ofConversations,
  learning_queue: ofConversations,
  escalations: ofConversations,
} as const satisfies Record<string, string>
type PersonalTable = keyof typeof personalTables

/** Columns that tell nothing about the person: what the machine searches by. */
const leftOut = ['tenant_id', 'tsv', 'ts_config', 'embedding']

export interface CustomerRow {
  readonly id: string
  readonly erasedAt: Date | null
  readonly row: Row
}

export async function findCustomer(tx: TenantTx, id: string): Promise<CustomerRow | null> {
  const [found] = await sqlOf(tx).$queryRaw<CustomerRow[]>`
    SELECT k.id, k.erased_at AS "erasedAt", to_jsonb(k) - ${leftOut}::text[] AS row FROM customers k
    WHERE k.tenant_id = ${tx.tenantId}::uuid AND k.id = ${id}::uuid`
  return found ?? null
}

/** Every row about a customer in each table, as stored. */
export async function readPersonalRows(tx: TenantTx, customerId: string): Promise<Record<string, Row[]>> {
  const tables: Record<string, Row[]> = {}
  for (const [table, condition] of Object.entries(personalTables) as [PersonalTable, string][]) {
    const rows = await sqlOf(tx).$queryRaw<{ row: Row }[]>`
      WITH k AS (SELECT id, tenant_id FROM customers WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${customerId}::uuid),
        c AS (SELECT v.id FROM conversations v JOIN k ON v.tenant_id = k.tenant_id AND v.customer_id = k.id)
      SELECT to_jsonb(t) - ${leftOut}::text[] AS row FROM ${Prisma.raw(table)} t
      WHERE t.tenant_id = ${tx.tenantId}::uuid AND ${Prisma.raw(condition)}
      ORDER BY t.id`
    tables[table] = rows.map(one => one.row)
  }
  return tables
}

/** The conversations of a customer, for telling consoles that they changed. */
export async function listConversationIds(tx: TenantTx, customerId: string): Promise<string[]> {
  const rows = await sqlOf(tx).$queryRaw<{ id: string }[]>`
    SELECT id FROM conversations WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId}::uuid ORDER BY id`
  return rows.map(row => row.id)
}
