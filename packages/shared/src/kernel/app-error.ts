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
  'auth.unverified': 403,
  'auth.wrong_password': 403,
  'auth.weak_password': 400,
  'auth.csrf': 403,
  'rate.limited': 429,
  'route.not_found': 404,
  'method.not_allowed': 405,
  'channel.not_found': 404,
  'channel.session_full': 429,
  'conversation.not_found': 404,
  'conversation.illegal_move': 409,
  'customer.not_found': 404,
  'message.not_found': 404,
  'message.not_retryable': 409,
  'suggestion.not_found': 404,
  'suggestion.stale': 409,
  'suggestion.already_decided': 409,
  'escalation.not_found': 404,
  'escalation.already_claimed': 409,
  'escalation.already_closed': 409,
  'knowledge.not_found': 404,
  'knowledge.unsupported': 415,
  'knowledge.unreadable': 422,
  'knowledge.encrypted': 422,
  'knowledge.too_large': 413,
  'knowledge.too_slow': 422,
  'knowledge.no_text': 422,
  'knowledge.address_refused': 422,
  'knowledge.unreachable': 422,
  'knowledge.bad_status': 422,
  'knowledge.not_a_page': 422,
  'knowledge.redirects': 422,
  'knowledge.robots': 422,
  'token.invalid': 400,
  'auth.second_factor_required': 401,
  'auth.second_factor_setup_required': 401,
  'auth.wrong_code': 400,
  'second_factor.already_on': 409,
  'second_factor.not_begun': 409,
  'second_factor.not_on': 409,
  'second_factor.demanded': 409,
  'oidc.unavailable': 503,
  'oidc.off': 404,
  'oidc.not_found': 404,
  'oidc.already_linked': 409,
  'oidc.last': 409,
  'session.not_found': 404,
  'tenant.not_found': 404,
  'tenant.second_factor_first': 409,
  'member.not_found': 404,
  'team.own_membership': 409,
  'team.owner_stays': 409,
  'invite.not_found': 404,
  'invite.already_member': 409,
  'setting.stale': 409,
  'onboarding.steps_left': 409,
  'api_key.not_found': 404,
  'studio.not_found': 404,
  'studio.not_answered': 409,
  'studio.no_cases': 409,
  'template.not_found': 404,
  'template.too_many': 409,
  'intent.not_found': 404,
  'intent.key_taken': 409,
  'intent.too_many': 409,
  'learning.not_found': 404,
  'learning.already_reviewed': 409,
  'idempotency.conflict': 409,
  'secret.not_found': 404,
  'user.not_found': 404,
  'platform.self': 409,
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
