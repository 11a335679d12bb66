import type {
  ConversationItem,
  ConversationListView,
  MessageView,
} from '@countersign/shared/conversation/conversation.contract'
import type { ConversationStatus } from '@countersign/shared/conversation/conversation.machine'
import type { ConversationMode } from '@countersign/shared/suggestion/suggestion.codes'
import { Prisma } from '../../db/generated/client.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface ListFilter {
  readonly view: ConversationListView
  readonly status: ConversationStatus | null
  /** Neither resolved nor snoozed. */
  readonly open: boolean
  /** Whose `mine` is asked for; null: nobody's. */
  readonly memberId: string | null
  /** Position of the last item of the page before; null for the first page. */
  readonly after: { readonly at: Date; readonly id: string } | null
  readonly limit: number
}

interface ItemRow extends Omit<ConversationItem, 'lastMessageAt' | 'assignee'> {
  readonly lastMessageAt: Date
  readonly assigneeId: string | null
  readonly assigneeName: string | null
}

const itemColumns = Prisma.sql`
  c.id, coalesce(cu.name, cu.email, '') AS "customerName", ch.type AS "channelType", c.status,
  c.last_message_at AS "lastMessageAt", c.unread_count AS "unreadCount", c.snippet, c.last_from AS "lastFrom",
  c.intent, c.pending_suggestion_id AS "pendingSuggestionId", c.last_decision AS "lastDecision", c.language,
  c.assignee_id AS "assigneeId", u.name AS "assigneeName"`

const itemJoins = Prisma.sql`
  JOIN customers cu ON cu.tenant_id = c.tenant_id AND cu.id = c.customer_id
  JOIN channels ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
  LEFT JOIN memberships a ON a.tenant_id = c.tenant_id AND a.id = c.assignee_id
  LEFT JOIN users u ON u.id = a.user_id`

/** The condition of each view; the partial indexes of the migrations repeat these very conditions. */
function viewCondition(view: ConversationListView, memberId: string | null): Prisma.Sql {
  switch (view) {
    case 'mine':
      return Prisma.sql`c.assignee_id = ${memberId}::uuid AND c.status <> 'resolved'`
    case 'unassigned':
      return Prisma.sql`c.assignee_id IS NULL AND c.status <> 'resolved'`
    case 'approval':
      return Prisma.sql`c.pending_suggestion_id IS NOT NULL`
    case 'escalated':
      return Prisma.sql`c.status = 'escalated'`
    case 'all':
      return Prisma.sql`true`
  }
}

/** One page, newest first. The page is cut from the conversations before anything is joined to it. */
export async function listConversationItems(tx: TenantTx, filter: ListFilter): Promise<ConversationItem[]> {
  const { view, status, open, memberId, after, limit } = filter
  const rows = await sqlOf(tx).$queryRaw<ItemRow[]>`
    SELECT ${itemColumns}
    FROM (
      SELECT * FROM conversations c
      WHERE c.tenant_id = ${tx.tenantId}::uuid AND ${viewCondition(view, memberId)}
        ${open ? Prisma.sql`AND c.status <> 'resolved' AND c.status <> 'snoozed'` : Prisma.empty}
        ${status === null ? Prisma.empty : Prisma.sql`AND c.status = ${status}::conversation_status`}
        ${after === null ? Prisma.empty : Prisma.sql`AND (c.last_message_at, c.id) < (${after.at}, ${after.id}::uuid)`}
      ORDER BY c.last_message_at DESC, c.id DESC LIMIT ${limit}
    ) c ${itemJoins}
    ORDER BY c.last_message_at DESC, c.id DESC`
  return rows.map(toItem)
}

/** Conversations whose customer or messages contain the text, newest first. */
export async function searchConversationItems(
  tx: TenantTx,
  text: string,
  limit: number,
): Promise<ConversationItem[]> {
  const pattern = `%${text.replace(/[\\%_]/g, match => `\\${match}`)}%`
  const rows = await sqlOf(tx).$queryRaw<ItemRow[]>`
    SELECT ${itemColumns}
    FROM (
      SELECT * FROM conversations c
      WHERE c.tenant_id = ${tx.tenantId}::uuid AND (
        EXISTS (SELECT FROM customers k WHERE k.tenant_id = c.tenant_id AND k.id = c.customer_id
          AND (k.name ILIKE ${pattern} OR k.email ILIKE ${pattern}))
        OR EXISTS (SELECT FROM messages m WHERE m.tenant_id = c.tenant_id AND m.conversation_id = c.id
          AND m.content ILIKE ${pattern}))
      ORDER BY c.last_message_at DESC, c.id DESC LIMIT ${limit}
    ) c ${itemJoins}
    ORDER BY c.last_message_at DESC, c.id DESC`
  return rows.map(toItem)
}

export interface ViewCounts {
  readonly mine: number
  readonly unassigned: number
  readonly approval: number
  readonly escalated: number
  readonly all: number
}

/** Per view, what somebody still has to look after: neither resolved nor snoozed. */
export async function countOpenConversations(tx: TenantTx, memberId: string): Promise<ViewCounts> {
  const [row] = await sqlOf(tx).$queryRaw<ViewCounts[]>`
    SELECT count(*) FILTER (WHERE assignee_id = ${memberId}::uuid)::int AS mine,
      count(*) FILTER (WHERE assignee_id IS NULL)::int AS unassigned,
      count(*) FILTER (WHERE pending_suggestion_id IS NOT NULL)::int AS approval,
      count(*) FILTER (WHERE status = 'escalated')::int AS escalated,
      count(*)::int AS all
    FROM conversations WHERE tenant_id = ${tx.tenantId}::uuid AND status <> 'resolved' AND status <> 'snoozed'`
  if (row === undefined) throw new Error('counting answered nothing')
  return row
}

export interface DetailRow {
  readonly id: string
  readonly status: ConversationStatus
  /** In force: the conversation's own, else its channel's, else the tenant's. */
  readonly mode: ConversationMode
  readonly ownMode: ConversationMode | null
  readonly aiEnabled: boolean
  readonly channelType: ConversationItem['channelType']
  readonly channelName: string
  readonly language: string | null
  readonly unreadCount: number
  readonly version: number
  readonly assigneeId: string | null
  readonly assigneeName: string | null
  readonly lastMessageAt: Date
  readonly snoozedUntil: Date | null
  readonly drafting: boolean
  readonly customerId: string
  readonly customerName: string
  readonly customerEmail: string | null
  readonly customerPhone: string | null
  readonly customerTags: string[]
  readonly customerSince: Date
  readonly conversationCount: number
  readonly pendingSuggestionId: string | null
}

export async function findConversationDetail(tx: TenantTx, id: string): Promise<DetailRow | null> {
  const [row] = await sqlOf(tx).$queryRaw<DetailRow[]>`
    SELECT c.id, c.status,
      coalesce(c.mode, ch.mode, (SELECT s.mode FROM decision_settings s WHERE s.tenant_id = c.tenant_id), 'learning') AS mode,
      c.mode AS "ownMode", c.ai_enabled AS "aiEnabled", ch.type AS "channelType", ch.name AS "channelName",
      c.language, c.unread_count AS "unreadCount", c.version, c.assignee_id AS "assigneeId", u.name AS "assigneeName",
      c.last_message_at AS "lastMessageAt", c.snoozed_until AS "snoozedUntil", c.pending_suggestion_id AS "pendingSuggestionId",
      EXISTS (SELECT FROM suggest_settles s WHERE s.tenant_id = c.tenant_id AND s.conversation_id = c.id)
        OR EXISTS (SELECT FROM suggest_runs r WHERE r.tenant_id = c.tenant_id AND r.conversation_id = c.id
          AND r.status = 'running' AND r.last_customer_seq = c.last_customer_seq) AS drafting,
      cu.id AS "customerId", coalesce(cu.name, cu.email, '') AS "customerName", cu.email AS "customerEmail",
      cu.phone AS "customerPhone", cu.tags AS "customerTags", cu.created_at AS "customerSince",
      (SELECT count(*)::int FROM conversations o WHERE o.tenant_id = c.tenant_id AND o.customer_id = c.customer_id) AS "conversationCount"
    FROM conversations c ${itemJoins}
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.id = ${id}::uuid`
  return row ?? null
}

interface MessageRow extends Omit<MessageView, 'author' | 'sentAt'> {
  readonly authorId: string | null
  readonly authorName: string | null
  readonly sentAt: Date
}

/** The newest `limit` messages, oldest first. */
export async function listNewestMessages(tx: TenantTx, id: string, limit: number): Promise<MessageView[]> {
  const rows = await sqlOf(tx).$queryRaw<MessageRow[]>`
    SELECT m.id, m.seq, m.direction, m.sender_kind AS "from", m.author_id AS "authorId", u.name AS "authorName",
      m.content AS text, m.attachments, m.delivery_status AS "deliveryStatus", m.sent_at AS "sentAt"
    FROM messages m
    LEFT JOIN memberships a ON a.tenant_id = m.tenant_id AND a.id = m.author_id
    LEFT JOIN users u ON u.id = a.user_id
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.conversation_id = ${id}::uuid
    ORDER BY m.seq DESC LIMIT ${limit}`
  return rows.reverse().map(({ authorId, authorName, sentAt, ...message }) => ({
    ...message,
    author: toPerson(authorId, authorName),
    sentAt: sentAt.toISOString(),
  }))
}

export interface LockedConversation {
  readonly id: string
  readonly status: ConversationStatus
  readonly assigneeId: string | null
  readonly unreadCount: number
  readonly mode: ConversationMode | null
  readonly aiEnabled: boolean
}

export async function lockConversation(tx: TenantTx, id: string): Promise<LockedConversation | null> {
  const [row] = await sqlOf(tx).$queryRaw<LockedConversation[]>`
    SELECT id, status, assignee_id AS "assigneeId", unread_count AS "unreadCount", mode, ai_enabled AS "aiEnabled"
    FROM conversations WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid FOR UPDATE`
  return row ?? null
}

export interface ConversationChange {
  readonly status?: ConversationStatus
  readonly assigneeId?: string | null
  readonly snoozedUntil?: Date | null
  readonly unreadCount?: number
  readonly pendingSuggestionId?: string | null
  readonly mode?: ConversationMode | null
  readonly aiEnabled?: boolean
}

/** Changes a locked conversation and its version. */
export async function updateConversation(
  tx: TenantTx,
  id: string,
  change: ConversationChange,
): Promise<void> {
  await sqlOf(tx).conversation.update({
    where: { tenantId_id: { tenantId: tx.tenantId, id } },
    data: { ...change, version: { increment: 1 } },
    select: { id: true },
  })
}

/** Takes a member's open conversations from them, one row after another in the order of their ids. @returns which */
export async function unassignConversations(tx: TenantTx, memberId: string): Promise<string[]> {
  const rows = await sqlOf(tx).$queryRaw<{ id: string }[]>`
    UPDATE conversations c SET assignee_id = NULL, version = c.version + 1
    FROM (
      SELECT id FROM conversations
      WHERE tenant_id = ${tx.tenantId}::uuid AND assignee_id = ${memberId}::uuid AND status <> 'resolved'
      ORDER BY id FOR UPDATE
    ) held
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.id = held.id
    RETURNING c.id`
  return rows.map(row => row.id)
}

export async function isActiveMember(tx: TenantTx, memberId: string): Promise<boolean> {
  const [row] = await sqlOf(tx).$queryRaw<{ id: string }[]>`
    SELECT id FROM memberships
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${memberId}::uuid AND disabled_at IS NULL`
  return row !== undefined
}

export function toPerson(id: string | null, name: string | null): { memberId: string; name: string } | null {
  return id === null ? null : { memberId: id, name: name ?? '' }
}

function toItem({ assigneeId, assigneeName, lastMessageAt, ...row }: ItemRow): ConversationItem {
  return {
    ...row,
    lastMessageAt: lastMessageAt.toISOString(),
    assignee: toPerson(assigneeId, assigneeName),
  }
}
