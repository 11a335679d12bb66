import type { TokenPair } from '@countersign/shared/identity/identity.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { ApiContext } from '../../api/context.ts'
import { describeMember, findSignIn, openSession, recordFailedSignIn } from '../../db/platform.repo.ts'
import { issueTokens } from './issue-tokens.ts'
import { passwordMatches } from './password.ts'
import { makeRefreshToken, sessionSeconds } from './session-token.ts'

/**
 * Signs a person in. A wrong e-mail and a wrong password get the same answer after the same work; five wrong
 * passwords lock the account for a time that grows.
 */
export async function signIn(
  context: ApiContext,
  input: { email: string; password: string },
): Promise<Result<TokenPair>> {
  const { database, clock, ids } = context.services
  const now = clock.now()
  const person = await findSignIn(database.statement, input.email.trim().toLowerCase())
  const locked = person?.lockedUntil != null && person.lockedUntil > now
  const matches = await passwordMatches(person?.passwordHash ?? null, input.password)
  if (locked) return refused('auth.locked', { until: person.lockedUntil?.toISOString() })
  if (person === null || !matches) {
    if (person !== null) await recordFailedSignIn(database.statement, person.userId, now)
    return refused('auth.invalid')
  }
  if (person.disabledAt !== null || person.membershipId === null) return refused('auth.invalid')
  const member = await describeMember(database.statement, person.membershipId)
  if (member === null) return refused('auth.invalid')
  const { token, hash } = makeRefreshToken()
  const sessionId = ids.next()
  await openSession(database.statement, {
    id: sessionId,
    userId: person.userId,
    membershipId: person.membershipId,
    tokenHash: hash,
    device: context.device,
    now,
    expiresAt: new Date(now.getTime() + sessionSeconds * 1000),
  })
  return ok(await issueTokens(context, member, sessionId, token))
}
