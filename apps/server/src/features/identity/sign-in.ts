import type { TokenPair } from '@countersign/shared/identity/identity.contract'
import { type Result, refused } from '@countersign/shared/kernel/result'
import type { ApiContext } from '../../api/context.ts'
import { beginSignIn, forgiveSignIn } from '../../db/platform-sign-in.repo.ts'
import { lockKeysOf } from './lock-keys.ts'
import { normaliseEmail } from './normalise-email.ts'
import { openSessionFor } from './open-session-for.ts'
import { passwordMatches } from './password.ts'
import { recordFailedTry } from './record-failed-try.ts'
import { secondFactorGate } from './second-factor-gate.ts'

/**
 * Signs a person in. Whatever is wrong, an e-mail that nobody has included, gets the same answer after the same work:
 * one statement, one password comparison. Wrong passwords lock the e-mail for a time that grows, and the address they
 * come from; what is left to note of them is noted after the answer.
 */
export async function signIn(
  context: ApiContext,
  input: { email: string; password: string },
): Promise<Result<TokenPair>> {
  const { database, clock } = context.services
  const email = normaliseEmail(input.email)
  const keys = lockKeysOf(context, email)
  const tried = await beginSignIn(database.statement, email, keys, clock.now())
  if (tried.lockedUntil !== null) return refused('auth.locked', { until: tried.lockedUntil.toISOString() })
  if (!(await passwordMatches(tried.passwordHash, input.password))) {
    context.later(() => recordFailedTry(context.services, email, tried))
    return refused('auth.invalid')
  }
  await forgiveSignIn(database.statement, keys)
  const { userId, membershipId } = tried
  if (tried.disabled || userId === null) return refused('auth.invalid')
  if (!tried.verified) return refused('auth.unverified')
  if (membershipId === null) return refused('auth.invalid')
  const person = { userId, membershipId }
  const owed = await secondFactorGate(context, person)
  return owed.ok ? openSessionFor(context, person, 'password') : owed
}
