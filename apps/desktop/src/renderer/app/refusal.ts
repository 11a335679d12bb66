import { type ErrorCode, errorStatus } from '@countersign/shared/kernel/app-error'
import { TRPCClientError } from '@trpc/client'

/** Why a call did not succeed. `network`: no answer came, so nobody knows whether the server acted. */
export interface Refusal {
  readonly code: ErrorCode | 'network'
  readonly details: Readonly<Record<string, unknown>>
}

/** Reads any thrown value. An answer without one of our codes is the server's own failure. */
export function readRefusal(error: unknown): Refusal {
  if (!(error instanceof TRPCClientError)) return { code: 'network', details: {} }
  const data: unknown = error.data
  if (data === null || typeof data !== 'object') {
    // A gateway's HTML page or a cut connection: there was no tRPC answer in it.
    return { code: 'network', details: {} }
  }
  const code = 'code' in data && typeof data.code === 'string' ? data.code : ''
  const details =
    'details' in data && data.details !== null && typeof data.details === 'object' ? data.details : {}
  return {
    code: Object.hasOwn(errorStatus, code) ? (code as ErrorCode) : 'server.error',
    details: { ...details },
  }
}

/** What to do with an action that met this refusal. */
export type RefusalKind = 'offline' | 'signed_out' | 'busy' | 'final'

/**
 * `offline` and `busy` may succeed later with the same idempotency key; `signed_out` after signing in; `final` never.
 */
export function classifyRefusal(code: Refusal['code']): RefusalKind {
  switch (code) {
    case 'network':
      return 'offline'
    case 'auth.expired':
    case 'auth.invalid':
      return 'signed_out'
    case 'rate.limited':
    case 'server.unavailable':
    case 'server.error':
      return 'busy'
    default:
      return 'final'
  }
}

/** Who decided first, from `suggestion.already_decided`; null when the server did not say. */
export function readDecidedBy(details: Refusal['details']): {
  memberId: string | null
  name: string | null
  at: string | null
  status: string | null
} {
  const by = details.by
  const member = by !== null && typeof by === 'object' ? (by as Record<string, unknown>) : {}
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return {
    memberId: text(member.memberId),
    name: text(member.name),
    at: text(details.at),
    status: text(details.status),
  }
}
