import { AppError } from '@countersign/shared/kernel/app-error'
import type { Clock } from '@countersign/shared/kernel/clock'
import { type ResolvedSession, resolveSession } from '../db/platform-session.repo.ts'
import type { StatementRunner } from '../db/tenant-tx.ts'
import type { AuthPort } from './context.ts'

export interface LiveSession extends ResolvedSession {
  readonly sessionId: string
}

/** Tells from an access token who is there at this moment. */
export interface SessionReader {
  /** @param used whether somebody is doing something with it, which keeps it from ending for idleness */
  read(token: string, used: boolean): Promise<LiveSession | AppError>
  /** The session once more, and how long it lasts if it is not used; null when it has ended. Does not count as use. */
  check(sessionId: string): Promise<(ResolvedSession & { readonly remainingMs: number }) | null>
}

/**
 * The token says which session, the database says what that is worth now: what was revoked, disabled, restricted or
 * given another role since the token was issued counts at once.
 */
export function makeSessionReader(parts: {
  auth: AuthPort
  statement: StatementRunner
  clock: Clock
}): SessionReader {
  const { auth, statement, clock } = parts
  return {
    async read(token, used) {
      const claims = await auth.verify(token)
      if (claims instanceof AppError) return claims
      const session = await resolveSession(statement, claims.sessionId, used, clock.now())
      if (session === null || session.userId !== claims.sub) {
        return new AppError('auth.invalid', 'The session has ended')
      }
      // The session has moved to another membership since: its newer token knows.
      if (session.membershipId !== claims.memberId) {
        return new AppError('auth.expired', 'The access token has been replaced')
      }
      return { ...session, sessionId: claims.sessionId }
    },
    async check(sessionId) {
      const now = clock.now()
      const session = await resolveSession(statement, sessionId, false, now)
      return session && { ...session, remainingMs: session.expiresAt.getTime() - now.getTime() }
    },
  }
}
