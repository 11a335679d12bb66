import type { ErrorCode } from './app-error.ts'

/** What a command answers: a value, or a refusal that names its reason. Refusals are expected answers, so they are not thrown. */
export type Result<T, Details = Record<string, unknown>> = Ok<T> | Refused<Details>

export interface Ok<T> {
  readonly ok: true
  readonly value: T
}

export interface Refused<Details = Record<string, unknown>> {
  readonly ok: false
  readonly code: ErrorCode
  /** Facts the client needs to phrase the refusal, e.g. who decided and when. Never free text. */
  readonly details?: Details
}

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value }
}

export function refused<Details = Record<string, unknown>>(
  code: ErrorCode,
  details?: Details,
): Refused<Details> {
  return details === undefined ? { ok: false, code } : { ok: false, code, details }
}
