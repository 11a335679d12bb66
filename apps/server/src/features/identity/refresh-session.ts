import type { TokenPair } from '@countersign/shared/identity/identity.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { ApiContext } from '../../api/context.ts'
import { describeMember } from '../../db/platform.repo.ts'
import { rotateSession } from '../../db/platform-sign-in.repo.ts'
import { wake } from '../../db/wake.ts'
import { issueTokens } from './issue-tokens.ts'
import { makeNextRefreshToken, readRefreshToken } from './session-token.ts'

/** What is being swapped in this process, by hash. */
const inSwap = new Set<string>()

/**
 * Swaps a refresh token for a new pair. The old one is spent; showing it, or any before it, again ends the session. Of
 * several that show one token at once the first gets the pair, and keeps it: the others have shown nothing old, and
 * nothing changes for their asking. A cookie is taken only from pages of our own: a browser sends it along wherever the
 * request comes from.
 */
export async function refreshSession(
  context: ApiContext,
  fromInput: string | null,
): Promise<Result<TokenPair>> {
  const old = fromInput ?? context.refreshCookie
  if (old === null) return refused('auth.invalid')
  if (fromInput === null && context.crossSite) return refused('auth.csrf')
  const shown = readRefreshToken(old)
  // The embedded database takes one statement after another: there, who came second is seen only here.
  if (inSwap.has(shown.hash)) return refused('auth.invalid')
  inSwap.add(shown.hash)
  // Until the answer is out nobody can know the token that follows: who shows the old one meanwhile has not been told.
  context.later(async () => {
    inSwap.delete(shown.hash)
  })
  return swap(context, old, shown)
}

async function swap(
  context: ApiContext,
  old: string,
  shown: { hash: string; familyHash: string },
): Promise<Result<TokenPair>> {
  const { database, clock } = context.services
  const next = makeNextRefreshToken(old)
  const rotated = await rotateSession(database.statement, shown, next.hash, clock.now(), context.attended)
  // The browser's cookie may be the winner's by now: it stays.
  if (rotated === 'outrun') return refused('auth.invalid')
  const member = rotated === null ? null : await describeMember(database.statement, rotated.membershipId)
  if (rotated === null || member === null) {
    // It may have ended a session that has sockets.
    wake('sync')
    context.setRefreshCookie(null, 0)
    return refused('auth.invalid')
  }
  return ok(await issueTokens(context, member, rotated.sessionId, next.token, rotated.expiresAt))
}
