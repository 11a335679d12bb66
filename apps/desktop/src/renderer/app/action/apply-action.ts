import type {
  ConversationDetail,
  ConversationItem,
  ConversationListView,
} from '@countersign/shared/conversation/conversation.contract'
import {
  type ConversationEvent,
  type ConversationStatus,
  nextConversationStatus,
} from '@countersign/shared/conversation/conversation.machine'
import { assertNever } from '@countersign/shared/kernel/assert-never'
import { type Action, wordsOf } from './action.ts'

/** What the guess needs to know about the world. `at` is an ISO instant. */
export interface Acting {
  readonly member: { readonly id: string; readonly name: string }
  readonly team: ReadonlyMap<string, string>
  readonly at: string
}

/** How a list item or a detail should look as if the server had already agreed. */
export interface Guess {
  readonly status: ConversationStatus
  readonly assignee: ConversationItem['assignee']
  readonly suggestionGone: boolean
  readonly snoozedUntil: string | null
  readonly escalation: 'as_is' | 'claimed' | 'gone'
}

function after(status: ConversationStatus, event: ConversationEvent): ConversationStatus {
  const next = nextConversationStatus(status, event)
  return next.ok ? next.value : status
}

/** The server has the last word; this is only what the person sees until it speaks. */
export function guess(
  action: Action,
  now: Pick<Guess, 'status' | 'assignee' | 'snoozedUntil'>,
  acting: Acting,
): Guess {
  const same: Guess = { ...now, suggestionGone: false, escalation: 'as_is' }
  switch (action.kind) {
    case 'suggestion.approve':
    case 'suggestion.edit':
    case 'message.send':
      return { ...same, suggestionGone: true, status: after(now.status, 'reply_sent') }
    case 'suggestion.reject':
      return { ...same, suggestionGone: true }
    case 'suggestion.escalate':
      return { ...same, suggestionGone: true, status: after(now.status, 'escalated') }
    case 'conversation.assign': {
      const { memberId } = action.input
      if (memberId === null) return { ...same, assignee: null }
      const name = memberId === acting.member.id ? acting.member.name : (acting.team.get(memberId) ?? '')
      return { ...same, assignee: { memberId, name } }
    }
    case 'conversation.snooze':
      return { ...same, status: after(now.status, 'snoozed'), snoozedUntil: action.input.until }
    case 'conversation.resolve':
      return { ...same, status: after(now.status, 'resolved'), suggestionGone: true }
    case 'conversation.reopen':
      return { ...same, status: after(now.status, 'reopened'), snoozedUntil: null }
    case 'escalation.claim':
      return { ...same, escalation: 'claimed' }
    case 'escalation.handle':
    case 'escalation.dismiss':
      return { ...same, escalation: 'gone', status: after(now.status, 'escalation_closed') }
    default:
      return assertNever(action)
  }
}

export function applyToDetail(
  detail: ConversationDetail,
  action: Action,
  acting: Acting,
  messageId: string,
): ConversationDetail {
  const { conversation, escalation } = detail
  const next = guess(action, conversation, acting)
  const words = wordsOf(action)
  const me = { memberId: acting.member.id, name: acting.member.name }
  return {
    ...detail,
    conversation: {
      ...conversation,
      status: next.status,
      assignee: next.assignee,
      snoozedUntil: next.snoozedUntil,
      drafting: conversation.drafting && !next.suggestionGone,
    },
    suggestion: next.suggestionGone ? null : detail.suggestion,
    escalation:
      next.escalation === 'gone' || escalation === null
        ? null
        : next.escalation === 'claimed'
          ? { ...escalation, status: 'claimed', claimedBy: me }
          : escalation,
    messages:
      words === null
        ? detail.messages
        : [
            ...detail.messages,
            {
              id: messageId,
              seq: (detail.messages.at(-1)?.seq ?? 0) + 1,
              direction: 'outbound',
              from: 'operator',
              author: me,
              text: words,
              attachments: [],
              deliveryStatus: 'pending',
              sentAt: acting.at,
            },
          ],
  }
}

export function applyToItem(item: ConversationItem, action: Action, acting: Acting): ConversationItem {
  const next = guess(action, { ...item, snoozedUntil: null }, acting)
  const words = wordsOf(action)
  return {
    ...item,
    status: next.status,
    assignee: next.assignee,
    pendingSuggestionId: next.suggestionGone ? null : item.pendingSuggestionId,
    ...(words === null ? {} : { snippet: words, lastFrom: 'operator' as const }),
  }
}

/** Whether a row still belongs in a view, or in a list narrowed to one status. */
export function belongs(
  item: ConversationItem,
  list: { readonly view: ConversationListView; readonly status: ConversationStatus | null },
  memberId: string,
): boolean {
  if (list.status !== null && item.status !== list.status) return false
  if (list.status === null && (item.status === 'resolved' || item.status === 'snoozed')) return false
  switch (list.view) {
    case 'mine':
      return item.assignee?.memberId === memberId
    case 'unassigned':
      return item.assignee === null
    case 'approval':
      return item.pendingSuggestionId !== null
    case 'escalated':
      return item.status === 'escalated'
    case 'all':
      return true
    default:
      return assertNever(list.view)
  }
}
