import type { ConversationItem } from '@countersign/shared/conversation/conversation.contract'
import { assertNever } from '@countersign/shared/kernel/assert-never'
import type { Tone } from '../../ui/badge.tsx'

export type StateName =
  | 'draft_ready'
  | 'new'
  | 'needs_reply'
  | 'auto_sent'
  | 'answered'
  | 'escalated'
  | 'resolved'
  | 'snoozed'

/** What a row says about itself: one state in words, and whether it asks for somebody. */
export function conversationState(
  item: Pick<ConversationItem, 'status' | 'pendingSuggestionId' | 'lastFrom'>,
): { readonly name: StateName; readonly tone: Tone; readonly hollow: boolean } {
  switch (item.status) {
    case 'escalated':
      return { name: 'escalated', tone: 'red', hollow: false }
    case 'resolved':
      return { name: 'resolved', tone: 'plain', hollow: true }
    case 'snoozed':
      return { name: 'snoozed', tone: 'plain', hollow: true }
    case 'active':
    case 'waiting_operator':
    case 'waiting_customer':
      if (item.pendingSuggestionId !== null) return { name: 'draft_ready', tone: 'accent', hollow: false }
      if (item.lastFrom === 'ai') return { name: 'auto_sent', tone: 'plain', hollow: false }
      if (item.lastFrom === 'operator') return { name: 'answered', tone: 'plain', hollow: false }
      return item.status === 'waiting_operator'
        ? { name: 'needs_reply', tone: 'amber', hollow: false }
        : { name: 'new', tone: 'amber', hollow: true }
    default:
      return assertNever(item.status)
  }
}
