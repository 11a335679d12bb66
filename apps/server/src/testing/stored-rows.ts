import { Prisma } from '../db/generated/client.ts'
import { sqlOf } from '../db/sql-of.ts'
import type { Database } from '../db/tenant-tx.ts'

/** What tests ask the database itself, past every feature. */
export interface StoredMessage {
  readonly id: string
  readonly conversationId: string
  readonly seq: number
  readonly direction: 'inbound' | 'outbound'
  readonly content: string
  readonly deliveryStatus: string | null
}

/** A tenant's messages, oldest first. */
export function storedMessages(
  database: Database,
  tenantId: string,
  conversationId?: string,
): Promise<StoredMessage[]> {
  const only =
    conversationId === undefined ? Prisma.empty : Prisma.sql`AND conversation_id = ${conversationId}::uuid`
  return database.withTenant(
    tenantId,
    tx => sqlOf(tx).$queryRaw<StoredMessage[]>`
      SELECT id, conversation_id AS "conversationId", seq, direction, content, delivery_status AS "deliveryStatus"
      FROM messages WHERE tenant_id = ${tenantId}::uuid ${only} ORDER BY conversation_id, seq`,
  )
}

export type CountedTable =
  | 'approvals'
  | 'conversations'
  | 'customers'
  | 'escalations'
  | 'human_actions'
  | 'inbound_events'
  | 'messages'
  | 'outbound_messages'
  | 'suggestions'

export async function countStored(
  database: Database,
  tenantId: string,
  table: CountedTable,
): Promise<number> {
  const [row] = await database.withTenant(
    tenantId,
    tx => sqlOf(tx).$queryRaw<{ rows: number }[]>`
      SELECT count(*)::int AS rows FROM ${Prisma.raw(table)} WHERE tenant_id = ${tenantId}::uuid`,
  )
  return row?.rows ?? 0
}
