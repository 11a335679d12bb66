import type { AppError } from '@countersign/shared/kernel/app-error'
import type { ReplyLanguage } from '@countersign/shared/text/detect-language'
import type { Actor } from './actor.ts'
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
  /** The browser's refresh cookie; the desktop sends its token in the input instead. */
  readonly refreshCookie: string | null
  setRefreshCookie(token: string | null, maxAgeSeconds: number): void
  readonly device: string | null
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
