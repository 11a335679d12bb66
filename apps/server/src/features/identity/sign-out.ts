import type { ApiContext } from '../../api/context.ts'
import { revokeSession } from '../../db/platform.repo.ts'
import { hashRefreshToken } from './session-token.ts'

/** Ends the session of a refresh token. Signing out twice, or with a dead token, is the same as once. */
export async function signOut(context: ApiContext, fromInput: string | null): Promise<{ done: true }> {
  const token = fromInput ?? context.refreshCookie
  if (token !== null) {
    const { database, clock } = context.services
    await revokeSession(database.statement, hashRefreshToken(token), clock.now())
  }
  context.setRefreshCookie(null, 0)
  return { done: true }
}
