import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { ApiContext } from '../../api/context.ts'
import type { Services } from '../../api/services.ts'
import { type AccountRow, beginSignIn, findAccount, forgiveSignIn } from '../../db/platform-sign-in.repo.ts'
import { lockKeysOf } from './lock-keys.ts'
import { passwordMatches } from './password.ts'

/**
 * Asks a signed-in person for their password again. Counted like a sign-in: whoever took over a session cannot try out
 * passwords in it.
 */
export async function checkPassword(
  context: ApiContext,
  userId: string,
  password: string,
): Promise<Result<AccountRow>> {
  const { database, clock }: Services = context.services
  const account = await findAccount(database.statement, userId)
  if (account === null) return refused('auth.wrong_password')
  const keys = lockKeysOf(context, account.email)
  const tried = await beginSignIn(database.statement, account.email, keys, clock.now())
  if (tried.lockedUntil !== null) return refused('auth.locked', { until: tried.lockedUntil.toISOString() })
  if (!(await passwordMatches(tried.passwordHash, password))) return refused('auth.wrong_password')
  await forgiveSignIn(database.statement, keys)
  return ok(account)
}
