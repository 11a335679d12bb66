/**
 * Every error code the product can answer with, and the HTTP status it maps to. The list is closed: clients phrase
 * each code themselves, so a code that is not here cannot be shown.
 */
export const errorStatus = {
  'input.invalid': 400,
  'input.too_large': 413,
  'input.bad_encoding': 400,
  'input.unsupported_media_type': 415,
  'auth.invalid': 401,
  'auth.expired': 401,
  'auth.locked': 429,
  'auth.forbidden': 403,
  'rate.limited': 429,
  'route.not_found': 404,
  'method.not_allowed': 405,
  'channel.not_found': 404,
  'channel.session_full': 429,
  'conversation.not_found': 404,
  'conversation.illegal_move': 409,
  'customer.not_found': 404,
  'message.not_found': 404,
  'suggestion.not_found': 404,
  'suggestion.stale': 409,
  'suggestion.already_decided': 409,
  'escalation.not_found': 404,
  'escalation.already_claimed': 409,
  'escalation.already_closed': 409,
  'knowledge.not_found': 404,
  'idempotency.conflict': 409,
  'webhook.bad_signature': 401,
  'server.unavailable': 503,
  'server.error': 500,
} as const

export type ErrorCode = keyof typeof errorStatus

/** One problem with one field of an input. `path` is dotted; empty for the whole input. */
export interface Issue {
  readonly path: string
  readonly message: string
}

/** The one error class. Thrown at doors (bad input, no permission) and mapped to HTTP and tRPC in one place each. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly issues: readonly Issue[]
  readonly details: Readonly<Record<string, unknown>> | undefined

  constructor(
    code: ErrorCode,
    message: string,
    extra: { issues?: readonly Issue[]; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause })
    this.code = code
    this.issues = extra.issues ?? []
    this.details = extra.details
  }

  get status(): number {
    return errorStatus[this.code]
  }
}
