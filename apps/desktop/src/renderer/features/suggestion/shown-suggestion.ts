import type { ConversationDetail } from '@countersign/shared/conversation/conversation.contract'
import type { SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'
import type { SuggestionStatus } from '@countersign/shared/suggestion/suggestion.machine'

/** Who decided a suggestion and when, as far as is known. `memberId` null: not a person, or not said. */
export interface Decided {
  readonly memberId: string | null
  readonly name: string | null
  readonly at: string | null
  readonly status: SuggestionStatus | null
}

export type NoDraftReason = 'ai_off' | 'resolved' | 'snoozed' | 'escalated' | 'waiting_customer' | 'not_yet'

export type CardState =
  | { readonly kind: 'none'; readonly why: NoDraftReason }
  | { readonly kind: 'drafting'; readonly text: string }
  | { readonly kind: 'pending'; readonly suggestion: SuggestionView }
  /** What the person was reading may no longer be sent. `wrote`: the customer's newer words, when that is why. */
  | {
      readonly kind: 'stale'
      readonly suggestion: SuggestionView
      readonly wrote: string | null
      readonly next: 'ready' | 'drafting' | 'none'
    }
  | { readonly kind: 'decided'; readonly suggestion: SuggestionView; readonly decided: Decided }

export interface CardInput {
  readonly detail: ConversationDetail
  /** The suggestion the person has had before their eyes; null when none was shown yet. */
  readonly held: SuggestionView | null
  /** True when this person decided `held` themselves: nothing to explain then. */
  readonly own: boolean
  /** What the server answered when this person tried to decide `held` too late. */
  readonly refusal: Decided | null
  readonly stream: string | null
}

/**
 * What the card shows. It never swaps a draft under the person's hands: when the one they are reading is overtaken, the card keeps it, says
 * what changed, and waits for the key that shows the new one.
 */
export function cardState({ detail, held, own, refusal, stream }: CardInput): CardState {
  const live = detail.suggestion
  const fresh = own || held === null || held.conversationId !== detail.conversation.id
  if (!fresh && refusal !== null) return { kind: 'decided', suggestion: held, decided: refusal }
  if (fresh || (live !== null && live.id === held.id && live.version === held.version)) {
    return live === null ? withoutDraft(detail, stream) : ofLive(live)
  }

  const wrote = wordsSince(detail, held)
  if (live === null && wrote === null) {
    const answered = answeredSince(detail, held)
    if (answered !== null) return { kind: 'decided', suggestion: held, decided: answered }
  }
  const drafting = detail.conversation.drafting || stream !== null
  return {
    kind: 'stale',
    suggestion: held,
    wrote,
    next: live !== null ? 'ready' : drafting ? 'drafting' : 'none',
  }
}

function ofLive(live: SuggestionView): CardState {
  if (live.status === 'pending') return { kind: 'pending', suggestion: live }
  return {
    kind: 'decided',
    suggestion: live,
    decided: {
      memberId: live.decidedBy?.memberId ?? null,
      name: live.decidedBy?.name ?? null,
      at: live.decidedAt,
      status: live.status,
    },
  }
}

function withoutDraft({ conversation }: ConversationDetail, stream: string | null): CardState {
  if (stream !== null || conversation.drafting) return { kind: 'drafting', text: stream ?? '' }
  if (conversation.status === 'resolved') return { kind: 'none', why: 'resolved' }
  if (conversation.status === 'snoozed') return { kind: 'none', why: 'snoozed' }
  if (conversation.status === 'escalated') return { kind: 'none', why: 'escalated' }
  if (!conversation.aiEnabled) return { kind: 'none', why: 'ai_off' }
  if (conversation.status === 'waiting_customer') return { kind: 'none', why: 'waiting_customer' }
  return { kind: 'none', why: 'not_yet' }
}

/** The customer's words that came after the message this suggestion answers. */
function wordsSince(detail: ConversationDetail, held: SuggestionView): string | null {
  const answered = detail.messages.find(message => message.id === held.messageId)
  const last = detail.messages.findLast(message => message.from === 'customer')
  if (last === undefined || last.id === held.messageId) return null
  const isNewer = answered === undefined ? last.sentAt > held.createdAt : last.seq > answered.seq
  return isNewer ? last.text : null
}

/** The reply that was sent instead, when there is one. */
function answeredSince(detail: ConversationDetail, held: SuggestionView): Decided | null {
  const reply = detail.messages.findLast(
    message =>
      message.direction === 'outbound' && message.from !== 'system' && message.sentAt >= held.createdAt,
  )
  if (reply !== undefined) {
    return {
      memberId: reply.author?.memberId ?? null,
      name: reply.author?.name ?? null,
      at: reply.sentAt,
      status: reply.from === 'ai' ? 'auto_sent' : reply.text === held.text ? 'approved' : null,
    }
  }
  return detail.conversation.status === 'escalated'
    ? { memberId: null, name: null, at: null, status: 'escalated' }
    : null
}
