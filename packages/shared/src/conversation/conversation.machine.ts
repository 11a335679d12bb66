import { ok, type Result, refused } from '../kernel/result.ts'

export const conversationStatuses = [
  'active',
  'waiting_customer',
  'waiting_operator',
  'escalated',
  'resolved',
  'snoozed',
] as const
export type ConversationStatus = (typeof conversationStatuses)[number]

export const conversationEvents = [
  'customer_wrote',
  'suggestion_ready',
  'reply_sent',
  'escalated',
  'escalation_closed',
  'snoozed',
  'snooze_ended',
  'resolved',
  'reopened',
] as const
export type ConversationEvent = (typeof conversationEvents)[number]

/**
 * The whole life of a conversation as data: state → event → next state. The server enforces it, the console greys out
 * what is missing here. An event that leaves the state as it is names the same state; one that is absent is refused.
 */
export const conversationTransitions: Readonly<
  Record<ConversationStatus, Readonly<Partial<Record<ConversationEvent, ConversationStatus>>>>
> = {
  active: {
    customer_wrote: 'active',
    suggestion_ready: 'waiting_operator',
    reply_sent: 'waiting_customer',
    escalated: 'escalated',
    snoozed: 'snoozed',
    resolved: 'resolved',
  },
  waiting_customer: {
    customer_wrote: 'active',
    reply_sent: 'waiting_customer',
    escalated: 'escalated',
    snoozed: 'snoozed',
    resolved: 'resolved',
    reopened: 'active',
  },
  waiting_operator: {
    customer_wrote: 'active',
    suggestion_ready: 'waiting_operator',
    reply_sent: 'waiting_customer',
    escalated: 'escalated',
    snoozed: 'snoozed',
    resolved: 'resolved',
    reopened: 'active',
  },
  escalated: {
    customer_wrote: 'escalated',
    suggestion_ready: 'escalated',
    reply_sent: 'escalated',
    escalated: 'escalated',
    escalation_closed: 'active',
    resolved: 'resolved',
  },
  snoozed: { customer_wrote: 'active', snooze_ended: 'active', reopened: 'active' },
  resolved: { customer_wrote: 'active', reopened: 'active' },
}

export function nextConversationStatus(
  status: ConversationStatus,
  event: ConversationEvent,
): Result<ConversationStatus> {
  const next = conversationTransitions[status][event]
  return next === undefined ? refused('conversation.illegal_move', { status, event }) : ok(next)
}
