import type { ChannelType } from '@countersign/shared/channel/channel.contract'
import type { EscalationStatus } from '@countersign/shared/escalation/escalation.machine'
import type { EscalationReason } from '@countersign/shared/suggestion/suggestion.codes'
import { Prisma } from '../../db/generated/client.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface EscalationRow {
  readonly id: string
  readonly conversationId: string
  readonly suggestionId: string | null
  readonly customerName: string
  readonly channelType: ChannelType
  readonly reason: EscalationReason
  readonly summary: string | null
  readonly suggestedResponse: string | null
  readonly clarificationNeeded: string | null
  readonly status: EscalationStatus
  readonly priority: number
  readonly dueAt: Date | null
  readonly createdAt: Date
  readonly claimedById: string | null
  readonly claimedByName: string | null
  readonly handledById: string | null
  readonly handledByName: string | null
}

const columns = Prisma.sql`
  e.id, e.conversation_id AS "conversationId", e.suggestion_id AS "suggestionId", coalesce(cu.name, cu.email, '') AS "customerName",
  ch.type AS "channelType", e.reason, e.summary, e.suggested_response AS "suggestedResponse",
  e.clarification_needed AS "clarificationNeeded", e.status, e.priority, e.due_at AS "dueAt", e.created_at AS "createdAt",
  e.claimed_by_id AS "claimedById", uc.name AS "claimedByName", e.handled_by_id AS "handledById", uh.name AS "handledByName"`

const joins = Prisma.sql`
  JOIN conversations c ON c.tenant_id = e.tenant_id AND c.id = e.conversation_id
  JOIN customers cu ON cu.tenant_id = c.tenant_id AND cu.id = c.customer_id
  JOIN channels ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
  LEFT JOIN memberships mc ON mc.tenant_id = e.tenant_id AND mc.id = e.claimed_by_id
  LEFT JOIN users uc ON uc.id = mc.user_id
  LEFT JOIN memberships mh ON mh.tenant_id = e.tenant_id AND mh.id = e.handled_by_id
  LEFT JOIN users uh ON uh.id = mh.user_id`

/** The most urgent first, then the oldest. Without a status: the open ones. */
export async function listEscalationRows(
  tx: TenantTx,
  status: EscalationStatus | null,
  limit: number,
): Promise<EscalationRow[]> {
  const condition =
    status === null
      ? Prisma.sql`status IN ('pending', 'claimed')`
      : Prisma.sql`status = ${status}::escalation_status`
  return sqlOf(tx).$queryRaw<EscalationRow[]>`
    SELECT ${columns}
    FROM (
      SELECT * FROM escalations WHERE tenant_id = ${tx.tenantId}::uuid AND ${condition}
      ORDER BY priority DESC, created_at LIMIT ${limit}
    ) e ${joins}
    ORDER BY e.priority DESC, e.created_at`
}

export async function findOpenEscalation(
  tx: TenantTx,
  conversationId: string,
): Promise<EscalationRow | null> {
  const [row] = await sqlOf(tx).$queryRaw<EscalationRow[]>`
    SELECT ${columns} FROM escalations e ${joins}
    WHERE e.tenant_id = ${tx.tenantId}::uuid AND e.conversation_id = ${conversationId}::uuid
      AND e.status IN ('pending', 'claimed')`
  return row ?? null
}

export async function findEscalationConversation(tx: TenantTx, id: string): Promise<string | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ conversationId: string }[]>`
    SELECT conversation_id AS "conversationId" FROM escalations
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid`
  return row?.conversationId ?? null
}

export async function findEscalation(tx: TenantTx, id: string): Promise<EscalationRow | null> {
  const [row] = await sqlOf(tx).$queryRaw<EscalationRow[]>`
    SELECT ${columns} FROM escalations e ${joins}
    WHERE e.tenant_id = ${tx.tenantId}::uuid AND e.id = ${id}::uuid`
  return row ?? null
}

export interface NewEscalation {
  readonly id: string
  readonly conversationId: string
  readonly suggestionId: string | null
  readonly reason: EscalationReason
  readonly summary: string | null
  readonly suggestedResponse: string | null
  readonly clarificationNeeded: string | null
  readonly priority: number
  readonly now: Date
}

/** @returns false when the conversation has an open one already */
export async function insertEscalation(tx: TenantTx, row: NewEscalation): Promise<boolean> {
  const added = await sqlOf(tx).$executeRaw`
    INSERT INTO escalations (id, tenant_id, conversation_id, suggestion_id, reason, summary, suggested_response,
      clarification_needed, priority, created_at)
    VALUES (${row.id}::uuid, ${tx.tenantId}::uuid, ${row.conversationId}::uuid, ${row.suggestionId}::uuid,
      ${row.reason}::escalation_reason, ${row.summary}, ${row.suggestedResponse}, ${row.clarificationNeeded}, ${row.priority},
      ${row.now})
    ON CONFLICT (tenant_id, conversation_id) WHERE status IN ('pending', 'claimed') DO NOTHING`
  return added > 0
}

export interface EscalationChange {
  readonly status: EscalationStatus
  readonly claimedById?: string
  readonly claimedAt?: Date
  readonly handledById?: string
  readonly handledAt?: Date
  readonly note?: string
}

export async function updateEscalation(tx: TenantTx, id: string, change: EscalationChange): Promise<void> {
  await sqlOf(tx).escalation.update({
    where: { tenantId_id: { tenantId: tx.tenantId, id } },
    data: change,
    select: { id: true },
  })
}

/** Who wants to hear of escalations; null where nobody was named. */
export async function findEscalationContact(
  tx: TenantTx,
): Promise<{ email: string; tenantName: string; language: 'en' | 'ru' } | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ email: string | null; tenantName: string; language: string }[]>`
    SELECT escalation_email AS email, name AS "tenantName", language FROM tenants WHERE id = ${tx.tenantId}::uuid`
  if (row === undefined || row.email === null) return null
  return { ...row, email: row.email, language: row.language === 'ru' ? 'ru' : 'en' }
}
