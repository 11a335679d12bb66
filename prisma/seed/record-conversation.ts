import { customerIdOf } from '../../apps/server/src/features/message/index.ts'
import { snippetOf } from '../../apps/server/src/features/message/snippet.ts'
import { rankEscalation } from '../../packages/shared/src/escalation/rank-escalation.policy.ts'
import type { DemoConversation, DemoEscalation, DemoMessage } from './demo/demo.types.ts'
import { audit, type HistoryRows, memberOf, type RecordSetting } from './history-rows.ts'
import { recordReply } from './record-reply.ts'
import {
  type RecordedSuggestion,
  type RecordedThread,
  recordIgnored,
  recordSuggestion,
} from './record-suggestion.ts'

/** Writes one conversation down as if it had gone through the product. Its list columns repeat what its rows say. */
export function recordConversation(
  rows: HistoryRows,
  setting: RecordSetting,
  conversation: DemoConversation,
): void {
  const { ids, tenantId, channelId } = setting
  const { messages, key, language, startedAt, status } = conversation
  const last = messages.at(-1)
  if (last === undefined) throw new Error('a conversation begins with a message')
  const customerId = ids.next()
  const conversationId = ids.next()
  // Nobody holds this session: it is hashed and forgotten, so that no visitor can claim a customer of the history.
  const externalId = customerIdOf(ids.next())
  const name = conversation.customerName
  const email = conversation.customerEmail ?? null
  const thread: RecordedThread = { conversation, conversationId, messageIds: messages.map(() => ids.next()) }

  rows.customers.push({
    id: customerId,
    tenantId,
    channelId,
    externalId,
    name,
    email,
    createdAt: startedAt,
    updatedAt: startedAt,
  })
  for (const [index, message] of messages.entries()) {
    if (message.from !== 'customer') continue
    const id = thread.messageIds[index] ?? ids.next()
    const messageKey = `${key}-${index + 1}`
    const eventId = `${externalId}:${messageKey}`
    rows.inboundEvents.push({
      id: ids.next(),
      tenantId,
      channelId,
      externalEventId: eventId,
      messageId: id,
      payload: { messageId: messageKey, name, email, attachments: 0 },
      receivedAt: message.sentAt,
    })
    rows.inboundMessages.push({
      id,
      tenantId,
      conversationId,
      channelId,
      seq: index + 1,
      direction: 'inbound',
      senderKind: 'customer',
      content: message.text,
      externalId: eventId,
      sentAt: message.sentAt,
    })
  }

  const drafts = conversation.suggestions.flatMap(
    suggestion => recordSuggestion(rows, setting, thread, suggestion) ?? [],
  )
  for (const index of unansweredWords(conversation)) recordIgnored(rows, setting, thread, index)
  const escalationId =
    conversation.escalation === undefined
      ? null
      : recordEscalation(rows, setting, conversationId, conversation.escalation, drafts)
  recordReplies(rows, setting, thread, drafts, escalationId, externalId)

  const latest = drafts.at(-1)
  rows.conversations.push({
    id: conversationId,
    tenantId,
    channelId,
    customerId,
    threadKey: externalId,
    status,
    assigneeId: conversation.assignee === undefined ? null : memberOf(setting, conversation.assignee),
    language,
    unreadCount: countUnread(conversation),
    lastSeq: messages.length,
    lastCustomerSeq: lastCustomerSeq(messages),
    lastMessageAt: last.sentAt,
    lastFrom: last.from,
    snippet: snippetOf(last.text),
    intent: latest?.suggestion.intent ?? null,
    lastDecision: latest?.suggestion.decision ?? null,
    snoozedUntil: conversation.snoozedUntil ?? null,
    version:
      versionAt(conversation, messages.length) + (status === 'resolved' || status === 'snoozed' ? 1 : 0),
    createdAt: startedAt,
  })
}

function recordReplies(
  rows: HistoryRows,
  setting: RecordSetting,
  thread: RecordedThread,
  drafts: readonly RecordedSuggestion[],
  escalationId: string | null,
  recipient: string,
): void {
  const { conversation, conversationId, messageIds } = thread
  const { messages } = conversation
  const used = new Set<RecordedSuggestion>()
  for (const [index, message] of messages.entries()) {
    if (message.from === 'customer') continue
    if (message.from === 'ai') throw new Error('nothing in the history was sent by itself')
    const draft = drafts.find(candidate => !used.has(candidate) && isSentAs(candidate, message)) ?? null
    if (draft !== null) used.add(draft)
    const settles =
      conversation.escalation?.by === message.author && index === messages.findLastIndex(isReply)
    recordReply(rows, setting, {
      conversationId,
      messageId: messageIds[index] ?? setting.ids.next(),
      seq: index + 1,
      message,
      recipient,
      draft,
      escalationId: settles && conversation.escalation?.status === 'handled' ? escalationId : null,
      lastCustomerSeq: lastCustomerSeq(messages.slice(0, index)),
      version: versionAt(conversation, index),
      read:
        conversation.status === 'resolved' ||
        messages.slice(index + 1).some(later => later.from === 'customer'),
    })
  }
}

const isReply = (message: DemoMessage) => message.from !== 'customer'

/** Is the message the draft, as it was or as the person edited it? */
function isSentAs({ suggestion }: RecordedSuggestion, message: DemoMessage): boolean {
  const { outcome, text } = suggestion
  if (outcome === null || outcome.by !== message.author || outcome.at > message.sentAt) return false
  if (outcome.action === 'approve') return message.text === text
  return outcome.action === 'edit' && message.text === outcome.finalText
}

function recordEscalation(
  rows: HistoryRows,
  setting: RecordSetting,
  conversationId: string,
  escalation: DemoEscalation,
  drafts: readonly RecordedSuggestion[],
): string {
  const { ids, tenantId } = setting
  const id = ids.next()
  const { reason, summary, status, createdAt, at } = escalation
  const draft =
    drafts.findLast(
      ({ suggestion }) => suggestion.decision === 'ESCALATE' || suggestion.outcome?.action === 'escalate',
    ) ?? null
  const memberId = escalation.by === undefined ? null : memberOf(setting, escalation.by)
  const closed = status === 'handled' || status === 'dismissed'
  const saysSomething = draft?.suggestion.sentences.some(sentence => sentence.supported) ?? false
  rows.escalations.push({
    id,
    tenantId,
    conversationId,
    suggestionId: draft?.id ?? null,
    reason,
    summary,
    suggestedResponse: saysSomething ? (draft?.suggestion.text ?? null) : null,
    note: status === 'dismissed' ? 'Answered in the chat, nothing else to do.' : null,
    status,
    priority: rankEscalation(reason),
    claimedById: status === 'claimed' ? memberId : null,
    claimedAt: status === 'claimed' ? at : null,
    handledById: closed ? memberId : null,
    handledAt: closed ? at : null,
    createdAt,
  })
  const entity = { type: 'escalation', id }
  const by = draft?.suggestion.outcome?.by
  rows.auditEvents.push(
    audit(
      setting,
      by === undefined ? { kind: 'ai' } : { kind: 'member', memberId: memberOf(setting, by) },
      'conversation_escalated',
      entity,
      createdAt,
      { reason },
    ),
  )
  if (memberId !== null && status !== 'pending') {
    const action = { claimed: 'claimed', handled: 'resolved', dismissed: 'dismissed' }[status]
    rows.auditEvents.push(audit(setting, { kind: 'member', memberId }, `escalation_${action}`, entity, at))
  }
  return id
}

/** Customer messages after a reply that no draft answers: thanks and good-byes. */
function unansweredWords({ messages, suggestions }: DemoConversation): number[] {
  const answered = new Set(suggestions.map(suggestion => suggestion.triggerIndex))
  return messages.flatMap((message, index) =>
    message.from === 'customer' &&
    index > 0 &&
    !answered.has(index) &&
    messages[index - 1]?.from !== 'customer'
      ? [index]
      : [],
  )
}

function lastCustomerSeq(messages: readonly DemoMessage[]): number {
  return messages.findLastIndex(message => message.from === 'customer') + 1
}

/** What the customer wrote since the last reply, as long as nobody has taken the conversation up. */
function countUnread({ messages, status, escalation }: DemoConversation): number {
  if (status === 'resolved' || status === 'snoozed' || escalation?.status === 'claimed') return 0
  return messages.length - 1 - messages.findLastIndex(isReply)
}

/** The version after the first `count` messages: each message and each draft changed the conversation once. */
function versionAt({ suggestions }: DemoConversation, count: number): number {
  return count + suggestions.filter(suggestion => suggestion.triggerIndex < count).length
}
