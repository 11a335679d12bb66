import { createHash } from 'node:crypto'
import { bindApproval } from '../../packages/shared/src/suggestion/bind-approval.policy.ts'
import type { DemoMessage } from './demo/demo.types.ts'
import { demoPolicy } from './demo-shop.ts'
import { audit, type HistoryRows, memberOf, type RecordSetting } from './history-rows.ts'
import type { RecordedSuggestion } from './record-suggestion.ts'

/** The message of a conversation that a person sent, and what allowed it. */
export interface PastReply {
  readonly conversationId: string
  readonly messageId: string
  readonly seq: number
  readonly message: DemoMessage
  readonly recipient: string
  /** The draft it is, as it was or edited; null for a person's own words. */
  readonly draft: RecordedSuggestion | null
  /** The escalation it settled. */
  readonly escalationId: string | null
  readonly lastCustomerSeq: number
  /** The conversation's version when it was approved. */
  readonly version: number
  readonly read: boolean
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

/** How long an approved reply took to leave. */
const queuedMs = 2_000
/** How long it took to reach the customer's side after that. */
const deliveredMs = 1_200

/** A reply that left: its approval, the message and its place in the outbox. */
export function recordReply(rows: HistoryRows, setting: RecordSetting, reply: PastReply): void {
  const { ids, tenantId, channelId } = setting
  const { conversationId, messageId, message, recipient, draft } = reply
  if (message.author === undefined) throw new Error('a reply of the history has an author')
  const memberId = memberOf(setting, message.author)
  const approvalId = ids.next()
  const approvedAt = draft?.suggestion.outcome?.at ?? new Date(message.sentAt.getTime() - queuedMs)
  const policyVersion = draft === null ? 0 : demoPolicy.policyVersion
  const binding = bindApproval(
    { text: message.text, attachments: [], recipient, channel: channelId },
    { conversationVersion: reply.version, policyVersion },
    sha256,
  )
  const kind = draft === null ? 'own_message' : 'suggestion'
  const status = reply.read ? 'read' : 'delivered'
  rows.approvals.push({
    id: approvalId,
    tenantId,
    conversationId,
    kind,
    suggestionId: draft?.id ?? null,
    membershipId: memberId,
    textHash: sha256(message.text),
    contentHash: binding.hash,
    lastCustomerSeq: reply.lastCustomerSeq,
    conversationVersion: binding.conversationVersion,
    policyVersion: binding.policyVersion,
    createdAt: approvedAt,
  })
  rows.outboundMessages.push({
    id: messageId,
    tenantId,
    conversationId,
    channelId,
    seq: reply.seq,
    direction: 'outbound',
    senderKind: 'operator',
    authorId: memberId,
    content: message.text,
    deliveryStatus: status,
    approvalId,
    sentAt: message.sentAt,
  })
  rows.outbox.push({
    id: ids.next(),
    tenantId,
    channelId,
    conversationId,
    messageId,
    idempotencyKey: keyOf(reply, memberId),
    recipient,
    payload: {},
    status,
    attempts: 1,
    nextAttemptAt: approvedAt,
    platformId: messageId,
    createdAt: approvedAt,
    updatedAt: new Date(message.sentAt.getTime() + deliveredMs),
  })
  const entity = { type: 'message', id: messageId }
  rows.auditEvents.push(
    audit(setting, { kind: 'member', memberId }, 'message_queued', entity, approvedAt, {
      warrant: kind,
      contentHash: binding.hash,
    }),
    audit(setting, { kind: 'system' }, 'message_sent', entity, message.sentAt, {
      contentHash: binding.hash,
      platformId: messageId,
    }),
  )
}

function keyOf(reply: PastReply, memberId: string): string {
  if (reply.draft !== null) return `suggestion:${reply.draft.id}`
  return reply.escalationId === null ? `${memberId}:${reply.messageId}` : `escalation:${reply.escalationId}`
}
