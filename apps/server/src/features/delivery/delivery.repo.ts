import type { ChannelType } from '@countersign/shared/channel/channel.contract'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

/** An outbox row with what is needed to deliver it. */
export interface OutboundReply {
  readonly id: string
  readonly messageId: string
  readonly conversationId: string
  readonly channelId: string
  readonly channelType: ChannelType
  readonly channelConfig: unknown
  readonly recipient: string
  readonly idempotencyKey: string
  readonly text: string
  readonly status: 'pending' | 'sent' | 'delivered' | 'read' | 'failed'
  readonly attempts: number
  readonly warrant: 'suggestion' | 'own_message' | 'auto_send' | 'night_reply'
  readonly createdAt: Date
  readonly contentHash: string
  readonly approvedCustomerSeq: number
  readonly lastCustomerSeq: number
  /** False: the tenant is restricted, and nothing leaves. */
  readonly tenantActive: boolean
}

export async function findOutbound(tx: TenantTx, id: string): Promise<OutboundReply | null> {
  const [row] = await sqlOf(tx).$queryRaw<OutboundReply[]>`
    SELECT o.id, o.message_id AS "messageId", o.conversation_id AS "conversationId", o.channel_id AS "channelId",
      ch.type AS "channelType", ch.config AS "channelConfig", o.recipient, o.idempotency_key AS "idempotencyKey",
      m.content AS text, o.status, o.attempts, a.kind AS warrant, o.created_at AS "createdAt", a.content_hash AS "contentHash",
      a.last_customer_seq AS "approvedCustomerSeq", c.last_customer_seq AS "lastCustomerSeq",
      t.status = 'active' AS "tenantActive"
    FROM outbound_messages o
    JOIN tenants t ON t.id = o.tenant_id
    JOIN messages m ON m.tenant_id = o.tenant_id AND m.id = o.message_id
    JOIN approvals a ON a.tenant_id = m.tenant_id AND a.id = m.approval_id
    JOIN channels ch ON ch.tenant_id = o.tenant_id AND ch.id = o.channel_id
    JOIN conversations c ON c.tenant_id = o.tenant_id AND c.id = o.conversation_id
    WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.id = ${id}::uuid`
  return row ?? null
}

export interface Sent {
  readonly platformId: string
  readonly status: 'sent' | 'delivered'
  readonly now: Date
}

/**
 * Marks a pending reply as sent; false when it no longer was. A customer who wrote while it waited reads it after what
 * they wrote: it takes the next place in the thread, the order things left in.
 */
export async function markSent(tx: TenantTx, reply: OutboundReply, sent: Sent): Promise<boolean> {
  const sql = sqlOf(tx)
  const [conversation] = await sql.$queryRaw<{ lastSeq: number }[]>`
    SELECT last_seq AS "lastSeq" FROM conversations
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${reply.conversationId}::uuid FOR UPDATE`
  const moved = await sql.$executeRaw`
    UPDATE outbound_messages SET status = ${sent.status}::outbound_status, platform_id = ${sent.platformId},
      attempts = attempts + 1, last_error = NULL, updated_at = ${sent.now}
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${reply.id}::uuid AND status = 'pending'`
  if (moved === 0 || conversation === undefined) return false
  await sql.$executeRaw`
    UPDATE messages SET delivery_status = ${sent.status}::outbound_status, sent_at = ${sent.now},
      seq = CASE WHEN seq < ${conversation.lastSeq} THEN ${conversation.lastSeq + 1} ELSE seq END
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${reply.messageId}::uuid`
  await sql.$executeRaw`
    UPDATE conversations SET last_seq = (
      SELECT max(seq) FROM messages WHERE tenant_id = ${tx.tenantId}::uuid AND conversation_id = ${reply.conversationId}::uuid)
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${reply.conversationId}::uuid`
  return true
}

/** Puts a failed try off until `nextAttemptAt`. `error` is a code. */
export async function putOff(
  tx: TenantTx,
  id: string,
  change: { nextAttemptAt: Date; error: string | null; counts: boolean; now: Date },
): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE outbound_messages SET next_attempt_at = ${change.nextAttemptAt}, leased = false, last_error = ${change.error},
      attempts = attempts + ${change.counts ? 1 : 0}, updated_at = ${change.now}
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid AND status = 'pending'`
}

/** Gives a reply up, visibly; false when it was not pending any more. */
export async function markFailed(
  tx: TenantTx,
  reply: OutboundReply,
  error: string,
  now: Date,
): Promise<boolean> {
  const moved = await sqlOf(tx).$executeRaw`
    UPDATE outbound_messages SET status = 'failed', last_error = ${error}, attempts = attempts + 1, updated_at = ${now}
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${reply.id}::uuid AND status = 'pending'`
  if (moved === 0) return false
  await sqlOf(tx).$executeRaw`
    UPDATE messages SET delivery_status = 'failed'
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${reply.messageId}::uuid`
  return true
}

export interface DelayRow {
  readonly enabled: boolean
  readonly profiles: unknown
  readonly nightMode: 'DELAY' | 'AUTO_REPLY' | 'DISABLE'
  readonly nightAutoReplyText: string | null
  readonly nightDelayMultiplier: number
  readonly minDelayMs: number
  readonly maxDelayMs: number
  readonly typingIndicatorEnabled: boolean
  readonly timezone: string
  readonly workingHoursStart: string
  readonly workingHoursEnd: string
  readonly workingDays: string[]
}

export async function findDelaySettings(tx: TenantTx): Promise<DelayRow | null> {
  const [row] = await sqlOf(tx).$queryRaw<DelayRow[]>`
    SELECT h.enabled AND coalesce((
        SELECT f.enabled FROM feature_flags f
        WHERE f.name = 'HUMAN_DELAY_ENABLED' AND (f.tenant_id = h.tenant_id OR f.tenant_id IS NULL)
        ORDER BY f.tenant_id NULLS LAST LIMIT 1
      ), true) AS enabled, h.profiles, h.night_mode AS "nightMode", h.night_auto_reply_text AS "nightAutoReplyText", h.night_delay_multiplier AS "nightDelayMultiplier",
      h.min_delay_ms AS "minDelayMs", h.max_delay_ms AS "maxDelayMs", h.typing_indicator_enabled AS "typingIndicatorEnabled",
      t.timezone, t.working_hours_start AS "workingHoursStart", t.working_hours_end AS "workingHoursEnd",
      t.working_days AS "workingDays"
    FROM human_delay_settings h JOIN tenants t ON t.id = h.tenant_id
    WHERE h.tenant_id = ${tx.tenantId}::uuid`
  return row ?? null
}

export async function hasNightReply(tx: TenantTx, idempotencyKey: string): Promise<boolean> {
  const [row] = await sqlOf(tx).$queryRaw<{ id: string }[]>`
    SELECT id FROM outbound_messages
    WHERE tenant_id = ${tx.tenantId}::uuid AND idempotency_key = ${idempotencyKey}`
  return row !== undefined
}

export interface FailedOutbound {
  readonly id: string
  readonly conversationId: string
  readonly status: OutboundReply['status']
  readonly error: string | null
}

/** The outbox row of a message, locked. */
export async function findFailedOutbound(tx: TenantTx, messageId: string): Promise<FailedOutbound | null> {
  const [row] = await sqlOf(tx).$queryRaw<FailedOutbound[]>`
    SELECT id, conversation_id AS "conversationId", status, last_error AS error FROM outbound_messages
    WHERE tenant_id = ${tx.tenantId}::uuid AND message_id = ${messageId}::uuid FOR UPDATE`
  return row ?? null
}

/** Lets a failed reply fall due now, with all its tries before it. */
export async function queueAgain(tx: TenantTx, id: string, messageId: string, now: Date): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE outbound_messages SET status = 'pending', attempts = 0, next_attempt_at = ${now}, leased = false, updated_at = ${now}
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid AND status = 'failed'`
  await sqlOf(tx).$executeRaw`
    UPDATE messages SET delivery_status = 'pending' WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${messageId}::uuid`
}
