import type { SecondFactorSecret } from '@countersign/shared/identity/second-factor.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { ApiContext } from '../../api/context.ts'
import { beginSecondFactor, readSecondFactor } from '../../db/platform-second-factor.repo.ts'
import { markPassword, readChallenge } from './second-factor-challenge.ts'
import { makeTotpSecret } from './second-factor-totp.ts'

/** Somebody who may not come in without a second factor gets a secret for their app. Asking again makes a new one. */
export async function beginSecondFactorSetup(
  context: ApiContext,
  input: { challenge: string },
): Promise<Result<SecondFactorSecret>> {
  const { database, keys, clock } = context.services
  const challenge = await readChallenge(context, input.challenge, 'setup')
  if (challenge === null) return refused('token.invalid')
  const { userId } = challenge
  const state = await readSecondFactor(database.statement, userId)
  if (state === null || state.disabledAt !== null || state.confirmedAt !== null)
    return refused('token.invalid')
  if (markPassword(state.passwordHash) !== challenge.passwordMark) return refused('token.invalid')
  const { sealed, secret, uri } = makeTotpSecret(keys, { userId, email: state.email })
  const stored = await beginSecondFactor(database.statement, userId, sealed, clock.now())
  return stored ? ok({ secret, uri }) : refused('token.invalid')
}
