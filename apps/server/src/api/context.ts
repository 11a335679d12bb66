import type { AppError } from '@countersign/shared/kernel/app-error'
import type { ReplyLanguage } from '@countersign/shared/text/detect-language'
import type { Actor } from './actor.ts'
import type { RateSubject } from './rate-limit/rate-limits.policy.ts'
import type { Services } from './services.ts'

/** What a tRPC procedure is called with. */
export interface ApiContext {
  readonly services: Services
  readonly auth: AuthPort
  /** Null when the request carries no valid access token; `refusal` says why. */
  readonly actor: Actor | null
  readonly refusal: AppError | null
  readonly language: ReplyLanguage
  readonly requestId: string
  /** Where people reach the server, e.g. `https://desk.example`: links in mails begin with it. */
  readonly publicUrl: string
  /** The browser's refresh cookie; the desktop sends its token in the input instead. */
  readonly refreshCookie: string | null
  setRefreshCookie(token: string | null, maxAgeSeconds: number): void
  /** Tells that two requests come from one browser, on the way to the OpenID provider and back. */
  readonly oidcCookie: string | null
  setOidcCookie(value: string): void
  /** What the device calls itself, e.g. `Firefox on Windows`. */
  readonly device: string | null
  /** Where the request comes from. */
  readonly address: string | null
  /** Whether failed sign-ins are counted by address too. */
  readonly limitsAddresses: boolean
  /** Whether a page of another site made the browser send this: what it sends by itself, a cookie, is not to be trusted then. */
  readonly crossSite: boolean
  /** Whether somebody sits at what asks: a console asks by itself too, and a session ends when nobody uses it. */
  readonly attended: boolean
  /** Does something once the answer is out, so that the time an answer takes does not tell of it. */
  later(work: () => Promise<void>): void
  /** Counts a call of this procedure against its limit, when it has one of that kind; the refusal when there are too many. */
  limitCall(procedure: string, by: RateSubject): Promise<AppError | null>
}

/** Signs and reads access tokens. */
export interface AuthPort {
  sign(claims: AccessClaims): Promise<string>
  verify(token: string): Promise<AccessClaims | AppError>
}

export interface AccessClaims {
  readonly sub: string
  readonly tenantId: string
  readonly memberId: string
  readonly role: Actor['role']
  readonly sessionId: string
}
