import type { TokenPair } from '@countersign/shared/identity/identity.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { ApiContext } from '../../api/context.ts'
import { describeMember, rotateSession } from '../../db/platform.repo.ts'
import { issueTokens } from './issue-tokens.ts'
import { hashRefreshToken, makeRefreshToken, sessionSeconds } from './session-token.ts'

/** Swaps a refresh token for a new pair. The old one is spent; showing it again ends the session. */
export async function refreshSession(
  context: ApiContext,
  fromInput: string | null,
): Promise<Result<TokenPair>> {
  const { database, clock } = context.services
  const old = fromInput ?? context.refreshCookie
  if (old === null) return refused('auth.invalid')
  const now = clock.now()
  const { token, hash } = makeRefreshToken()
  const rotated = await rotateSession(
    database.statement,
    hashRefreshToken(old),
    hash,
    now,
    new Date(now.getTime() + sessionSeconds * 1000),
  )
  const member = rotated === null ? null : await describeMember(database.statement, rotated.membershipId)
  if (rotated === null || member === null) {
    context.setRefreshCookie(null, 0)
    return refused('auth.invalid')
  }
  return ok(await issueTokens(context, member, rotated.sessionId, token))
}
