import { ok, type Result, refused } from '../kernel/result.ts'

export const escalationStatuses = ['pending', 'claimed', 'handled', 'dismissed'] as const
export type EscalationStatus = (typeof escalationStatuses)[number]

export type EscalationEvent = 'claim' | 'handle' | 'dismiss'

/** A pending escalation may be handled at once: claiming is a courtesy to colleagues, not a gate. */
const transitions: Readonly<
  Record<EscalationStatus, Readonly<Partial<Record<EscalationEvent, EscalationStatus>>>>
> = {
  pending: { claim: 'claimed', handle: 'handled', dismiss: 'dismissed' },
  claimed: { handle: 'handled', dismiss: 'dismissed' },
  handled: {},
  dismissed: {},
}

export function nextEscalationStatus(
  status: EscalationStatus,
  event: EscalationEvent,
): Result<EscalationStatus> {
  const next = transitions[status][event]
  if (next !== undefined) return ok(next)
  return status === 'claimed'
    ? refused('escalation.already_claimed', { status })
    : refused('escalation.already_closed', { status })
}
