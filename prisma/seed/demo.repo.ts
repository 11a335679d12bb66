import type { Prisma } from '../../apps/server/src/db/generated/client.ts'
import { registerUser } from '../../apps/server/src/db/platform.repo.ts'
import { sqlOf } from '../../apps/server/src/db/sql-of.ts'
import type { StatementRunner, TenantTx } from '../../apps/server/src/db/tenant-tx.ts'
import { insertChunks } from '../../apps/server/src/features/knowledge/knowledge.repo.ts'
import type { ShopRows } from './demo-shop.ts'
import type { HistoryRows } from './history-rows.ts'
import type { Shelf } from './shelve-knowledge.ts'

/** Lets one seeding of a database run at a time; the second one waits here for the first to end. */
export async function takeSeedLock(tx: TenantTx): Promise<void> {
  await sqlOf(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('countersign demo', 0))`
}

/** The transaction as a runner of the platform's functions, which then commit or fail with it. */
export function runInside(tx: TenantTx): StatementRunner {
  return async <Row>(statement: string, values: readonly unknown[]) =>
    (await sqlOf(tx).$queryRawUnsafe(statement, ...values)) as Row[]
}

export interface PersonRow {
  readonly userId: string
  readonly membershipId: string
  readonly email: string
  readonly name: string
  readonly role: 'owner' | 'manager' | 'operator'
  readonly passwordHash: string
}

export async function insertShop(tx: TenantTx, shop: ShopRows): Promise<void> {
  await insertRows(tx, 'tenants', [shop.tenant])
  await insertRows(tx, 'channels', [shop.channel])
  await insertRows(tx, 'agent_profiles', [shop.agentProfile])
  await insertRows(tx, 'decision_settings', [shop.decisionSettings])
  await insertRows(tx, 'human_delay_settings', [shop.humanDelay])
  await insertRows(tx, 'training_policies', [shop.trainingPolicy])
  await insertRows(tx, 'response_templates', shop.templates)
  // It has worked with the product for two months: nothing is left to set up.
  await sqlOf(tx).$executeRaw`
    INSERT INTO onboarding_state (tenant_id, status, current_step, completed_steps, updated_at)
    VALUES (${tx.tenantId}::uuid, 'done', 'review', enum_range(NULL::onboarding_step), ${shop.tenant.createdAt}::timestamptz)`
}

/** Registers the people and makes them members. A failure takes the registration back with everything else. */
export async function insertPeople(tx: TenantTx, people: readonly PersonRow[], since: Date): Promise<void> {
  const sql = sqlOf(tx)
  // The function answers nothing, which `$queryRaw` cannot read.
  const run: StatementRunner = async (statement, values) => {
    await sql.$executeRawUnsafe(statement, ...values)
    return []
  }
  for (const person of people) {
    const { email, name, passwordHash } = person
    const username = email.split('@')[0] ?? email
    await registerUser(run, { id: person.userId, username, email, name, passwordHash })
  }
  const memberships = people.map(
    ({ membershipId, userId, role }): Prisma.MembershipCreateManyInput => ({
      id: membershipId,
      tenantId: tx.tenantId,
      userId,
      role,
      createdAt: since,
    }),
  )
  await insertRows(tx, 'memberships', memberships)
}

const chunkBatch = 100

export async function insertShelf(tx: TenantTx, shelf: Shelf): Promise<void> {
  await insertRows(tx, 'documents', shelf.documents)
  for (let start = 0; start < shelf.chunks.length; start += chunkBatch) {
    await insertChunks(tx, shelf.chunks.slice(start, start + chunkBatch))
  }
  await sqlOf(tx).$executeRaw`
    UPDATE chunks k SET created_at = d.created_at FROM documents d
    WHERE k.tenant_id = ${tx.tenantId}::uuid AND d.tenant_id = k.tenant_id AND d.id = k.document_id`
  await insertRows(tx, 'faqs', shelf.faqs)
  await insertRows(tx, 'products', shelf.products)
}

/** Each table after those its rows point to. */
export async function insertHistory(tx: TenantTx, rows: HistoryRows): Promise<void> {
  await insertRows(tx, 'customers', rows.customers)
  await insertRows(tx, 'conversations', rows.conversations)
  await insertRows(tx, 'inbound_events', rows.inboundEvents)
  await insertRows(tx, 'messages', rows.inboundMessages)
  await insertRows(tx, 'suggest_runs', rows.runs)
  await insertRows(tx, 'ai_decisions', rows.aiDecisions)
  await insertRows(tx, 'suggestions', rows.suggestions)
  await insertRows(tx, 'suggestion_sources', rows.sources)
  await insertRows(tx, 'approvals', rows.approvals)
  await insertRows(tx, 'messages', rows.outboundMessages)
  await insertRows(tx, 'outbound_messages', rows.outbox)
  await insertRows(tx, 'human_actions', rows.humanActions)
  await insertRows(tx, 'training_samples', rows.samples)
  await insertRows(tx, 'learning_queue', rows.lessons)
  await insertRows(tx, 'escalations', rows.escalations)
  // In the order things happened: the chain over them follows the order they are written in.
  const at = (event: (typeof rows.auditEvents)[number]) => new Date(event.createdAt ?? 0).getTime()
  await insertRows(
    tx,
    'audit_events',
    rows.auditEvents.toSorted((one, other) => at(one) - at(other)),
  )
  const sql = sqlOf(tx)
  await sql.$executeRaw`
    UPDATE training_samples SET tsv = to_tsvector(ts_config::regconfig, question)
    WHERE tenant_id = ${tx.tenantId}::uuid`
  // A conversation and its live draft point to each other, so this end is tied when both are there.
  await sql.$executeRaw`
    UPDATE conversations c SET pending_suggestion_id = s.id FROM suggestions s
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND s.tenant_id = c.tenant_id AND s.conversation_id = c.id AND s.status = 'pending'`
}

/**
 * All rows of a table in one statement with one parameter. `createMany` was tried: binding each value by
 * itself made the whole seed take twice as long on the embedded database.
 *
 * Columns are named like the fields, in snake case; a field that no row has keeps the column's default.
 */
async function insertRows(tx: TenantTx, table: string, rows: readonly object[]): Promise<void> {
  const fields = [...new Set(rows.flatMap(row => Object.keys(row)))]
  const columns = fields.map(columnOf).join(', ')
  const json = JSON.stringify(rows.map(row => Object.fromEntries(Object.entries(row).map(nameColumn))))
  await sqlOf(tx).$executeRawUnsafe(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`,
    json,
  )
}

function nameColumn([field, value]: [string, unknown]): [string, unknown] {
  return [columnOf(field), value]
}

function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}
