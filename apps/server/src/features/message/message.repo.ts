import type { ChannelType } from '@countersign/shared/channel/channel.contract'
import type { Attachment } from '@countersign/shared/channel/webchat.contract'
import { sqlOf } from '../../db/sql-of.ts'
import type { StatementRunner, TenantTx } from '../../db/tenant-tx.ts'

export interface Ingest {
  readonly channelKey: string
  readonly externalId: string
  readonly eventId: string
  readonly text: string
  readonly name: string | null
  readonly email: string | null
  readonly attachments: readonly Attachment[]
  readonly payload: Readonly<Record<string, unknown>>
  readonly language: string | null
  readonly snippet: string
  /** Ids for the rows it may make. */
  readonly rows: { event: string; customer: string; conversation: string; message: string }
  readonly now: Date
}

export interface IngestRow {
  readonly tenantId: string
  readonly channelId: string
  readonly conversationId: string
  readonly messageId: string
  readonly seq: number
  readonly duplicate: boolean
}

/** One statement, one round trip; null when there is no such channel. */
export async function ingestMessage(run: StatementRunner, input: Ingest): Promise<IngestRow | null> {
  const [row] = await run<IngestRow>(
    `SELECT tenant_id AS "tenantId", channel_id AS "channelId", conversation_id AS "conversationId", message_id AS "messageId", seq, duplicate
     FROM ingest_message($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10, $11, $12, $13, $14, $15)`,
    [
      input.channelKey,
      input.externalId,
      input.eventId,
      input.text,
      input.name,
      input.email,
      JSON.stringify(input.attachments),
      JSON.stringify(input.payload),
      input.language,
      input.snippet,
      input.rows.event,
      input.rows.customer,
      input.rows.conversation,
      input.rows.message,
      input.now,
    ],
  )
  return row ?? null
}

/** A conversation whose row is locked for the rest of the transaction, with what a reply needs to know of it. */
export interface ReplyTarget {
  readonly id: string
  readonly channelId: string
  readonly channelType: ChannelType
  readonly status: import('@countersign/shared/conversation/conversation.machine').ConversationStatus
  readonly recipient: string
  readonly version: number
  readonly lastCustomerSeq: number
  readonly pendingSuggestionId: string | null
  readonly language: string | null
}

/**
 * Locks the conversation: every change of it, and every decision about its drafts, happens one after another. Null when
 * it is gone, or its customer was erased: that is asked of the locked row, so that an erasure that was waited for counts.
 */
export async function lockReplyTarget(tx: TenantTx, conversationId: string): Promise<ReplyTarget | null> {
  const [row] = await sqlOf(tx).$queryRaw<ReplyTarget[]>`
    SELECT c.id, c.channel_id AS "channelId", ch.type AS "channelType", c.status, cu.external_id AS recipient,
      c.version, c.last_customer_seq AS "lastCustomerSeq", c.pending_suggestion_id AS "pendingSuggestionId", c.language
    FROM conversations c
    JOIN channels ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
    JOIN customers cu ON cu.tenant_id = c.tenant_id AND cu.id = c.customer_id
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.id = ${conversationId}::uuid AND c.thread_key <> 'erased:' || c.id
    FOR UPDATE OF c`
  return row ?? null
}

export interface ApprovalRow {
  readonly id: string
  readonly conversationId: string
  readonly kind: 'suggestion' | 'own_message' | 'auto_send' | 'night_reply'
  readonly suggestionId: string | null
  readonly membershipId: string | null
  readonly textHash: string
  readonly contentHash: string
  readonly lastCustomerSeq: number
  readonly conversationVersion: number
  readonly policyVersion: number
}

export async function insertApproval(tx: TenantTx, row: ApprovalRow): Promise<void> {
  await sqlOf(tx).$executeRaw`
    INSERT INTO approvals (id, tenant_id, conversation_id, kind, suggestion_id, membership_id, text_hash, content_hash,
      last_customer_seq, conversation_version, policy_version)
    VALUES (${row.id}::uuid, ${tx.tenantId}::uuid, ${row.conversationId}::uuid, ${row.kind}::approval_kind,
      ${row.suggestionId}::uuid, ${row.membershipId}::uuid, ${row.textHash}, ${row.contentHash}, ${row.lastCustomerSeq},
      ${row.conversationVersion}, ${row.policyVersion})`
}

export interface OutboundRow {
  readonly messageId: string
  readonly outboundId: string
  readonly approvalId: string
  readonly authorId: string | null
  readonly senderKind: 'operator' | 'ai' | 'system'
  readonly text: string
  readonly snippet: string
  readonly idempotencyKey: string
  readonly now: Date
}

/** Numbers the message, stores it and puts it into the outbox; the conversation's list columns follow. */
export async function insertOutboundMessage(
  tx: TenantTx,
  target: ReplyTarget,
  row: OutboundRow,
): Promise<void> {
  const sql = sqlOf(tx)
  await sql.$executeRaw`
    WITH numbered AS (
      UPDATE conversations SET last_seq = last_seq + 1, last_message_at = ${row.now}, last_from = ${row.senderKind}::sender_kind,
        snippet = ${row.snippet}, unread_count = 0, version = version + 1
      WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${target.id}::uuid
      RETURNING last_seq
    )
    INSERT INTO messages (id, tenant_id, conversation_id, channel_id, seq, direction, sender_kind, author_id, content,
      delivery_status, approval_id, sent_at)
    SELECT ${row.messageId}::uuid, ${tx.tenantId}::uuid, ${target.id}::uuid, ${target.channelId}::uuid, last_seq, 'outbound',
      ${row.senderKind}::sender_kind, ${row.authorId}::uuid, ${row.text}, 'pending', ${row.approvalId}::uuid, ${row.now}
    FROM numbered`
  await sql.$executeRaw`
    INSERT INTO outbound_messages (id, tenant_id, channel_id, conversation_id, message_id, idempotency_key, recipient, payload,
      next_attempt_at, created_at, updated_at)
    VALUES (${row.outboundId}::uuid, ${tx.tenantId}::uuid, ${target.channelId}::uuid, ${target.id}::uuid, ${row.messageId}::uuid,
      ${row.idempotencyKey}, ${target.recipient}, '{}'::jsonb, ${row.now}, ${row.now}, ${row.now})`
}

export interface ThreadRow {
  readonly id: string
  readonly senderKind: 'customer' | 'operator' | 'ai' | 'system'
  readonly text: string
  readonly sentAt: Date
  readonly seq: number
  readonly externalId: string | null
  readonly deliveryStatus: string | null
}

/** The customer's side of a thread: their own messages, and replies that have really left. Oldest first, at most 1,000. */
export async function readThreadAfter(
  tx: TenantTx,
  channelId: string,
  externalId: string,
  after: number,
): Promise<ThreadRow[]> {
  return sqlOf(tx).$queryRaw<ThreadRow[]>`
    SELECT m.id, m.sender_kind AS "senderKind", m.content AS text, m.sent_at AS "sentAt", m.seq, m.external_id AS "externalId",
      m.delivery_status AS "deliveryStatus"
    FROM messages m
    JOIN conversations c ON c.tenant_id = m.tenant_id AND c.id = m.conversation_id
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.channel_id = ${channelId}::uuid AND c.thread_key = ${externalId}
      AND m.seq > ${after}
      AND (m.direction = 'inbound' OR m.delivery_status IN ('sent', 'delivered', 'read'))
    ORDER BY m.seq LIMIT 1000`
}

export interface ReceiptRow {
  readonly messageId: string
  readonly conversationId: string
}

/** Moves receipts of replies up to `seq` forward, never back; returns those that moved. */
export async function advanceReceipts(
  tx: TenantTx,
  channelId: string,
  externalId: string,
  seq: number,
  status: 'delivered' | 'read',
): Promise<ReceiptRow[]> {
  const earlier = status === 'delivered' ? ['sent'] : ['sent', 'delivered']
  const rows = await sqlOf(tx).$queryRaw<ReceiptRow[]>`
    UPDATE messages m SET delivery_status = ${status}::outbound_status
    FROM conversations c
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.channel_id = ${channelId}::uuid AND c.thread_key = ${externalId}
      AND m.tenant_id = c.tenant_id AND m.conversation_id = c.id AND m.seq <= ${seq}
      AND m.direction = 'outbound' AND m.delivery_status::text = ANY(${earlier})
    RETURNING m.id AS "messageId", m.conversation_id AS "conversationId"`
  if (rows.length > 0) {
    await sqlOf(tx).$executeRaw`
      UPDATE outbound_messages SET status = ${status}::outbound_status, updated_at = now()
      WHERE tenant_id = ${tx.tenantId}::uuid AND message_id = ANY(${rows.map(row => row.messageId)}::uuid[])`
  }
  return rows
}

export async function findConversationOf(
  tx: TenantTx,
  channelId: string,
  externalId: string,
): Promise<string | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ id: string }[]>`
    SELECT id FROM conversations
    WHERE tenant_id = ${tx.tenantId}::uuid AND channel_id = ${channelId}::uuid AND thread_key = ${externalId}`
  return row?.id ?? null
}
