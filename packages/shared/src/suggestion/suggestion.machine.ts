import { ok, type Result, refused } from '../kernel/result.ts'

export const suggestionStatuses = [
  'pending',
  'approved',
  'edited',
  'rejected',
  'escalated',
  'superseded',
  'expired',
  'auto_sent',
] as const
export type SuggestionStatus = (typeof suggestionStatuses)[number]

export const suggestionEvents = [
  'approve',
  'edit',
  'reject',
  'escalate',
  'supersede',
  'expire',
  'auto_send',
] as const
export type SuggestionEvent = (typeof suggestionEvents)[number]

/** Only a pending suggestion moves, and it moves once: every other state is final. */
const fromPending: Readonly<Record<SuggestionEvent, SuggestionStatus>> = {
  approve: 'approved',
  edit: 'edited',
  reject: 'rejected',
  escalate: 'escalated',
  supersede: 'superseded',
  expire: 'expired',
  auto_send: 'auto_sent',
}

export function nextSuggestionStatus(
  status: SuggestionStatus,
  event: SuggestionEvent,
): Result<SuggestionStatus> {
  if (status === 'pending') return ok(fromPending[event])
  return status === 'superseded' || status === 'expired'
    ? refused('suggestion.stale', { status })
    : refused('suggestion.already_decided', { status })
}
