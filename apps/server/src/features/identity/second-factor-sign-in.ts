import type { TokenPair } from '@countersign/shared/identity/identity.contract'
import { type Result, refused } from '@countersign/shared/kernel/result'
import type { ApiContext } from '../../api/context.ts'
import type { Services } from '../../api/services.ts'
import { describeMember } from '../../db/platform.repo.ts'
import {
  forgiveSecondFactorTries,
  readSecondFactor,
  type SecondFactorRow,
  type SecondFactorTry,
} from '../../db/platform-second-factor.repo.ts'
import { openSessionFor } from './open-session-for.ts'
import { recordFailedTry } from './record-failed-try.ts'
import { type Challenge, markPassword, readChallenge } from './second-factor-challenge.ts'
import { chargeTry, proveSecondFactor } from './second-factor-prove.ts'
import { tellOfSignInChange } from './second-factor-tell.ts'

/**
 * The second step of a sign-in. `token.invalid`: the first step has to be taken again. `auth.wrong_code`,
 * `auth.locked`: as for a password, on the same count.
 */
export async function signInWithSecondFactor(
  context: ApiContext,
  input: { challenge: string; code: string },
): Promise<Result<TokenPair>> {
  const { services } = context
  const challenge = await readChallenge(context, input.challenge, 'code')
  if (challenge === null) return refused('token.invalid')
  const { userId, membershipId } = challenge
  const state = await readSecondFactor(services.database.statement, userId)
  if (state === null || state.disabledAt !== null || state.confirmedAt === null)
    return refused('token.invalid')
  if (markPassword(state.passwordHash) !== challenge.passwordMark) return refused('token.invalid')
  const charged = await chargeTry(services, userId)
  if (!charged.ok) return charged
  const proven = await proveSecondFactor(services, userId, state, input.code)
  if (!proven.ok) {
    context.later(() => noteWrongCode(services, challenge, state, charged.value))
    return proven
  }
  await forgiveSecondFactorTries(services.database.statement, userId)
  const opened = await openSessionFor(context, { userId, membershipId }, challenge.method)
  if (opened.ok && proven.value === 'recovery') {
    const { email, name, recoveryLeft } = state
    const left = Math.max(0, recoveryLeft - 1)
    await services.database.withTenant(opened.value.member.tenantId, tx =>
      tellOfSignInChange(
        services,
        tx,
        { membershipId, email, language: state.language ?? context.language },
        { action: 'member_recovery_code_used', content: { template: 'recovery_code_used', name, left } },
      ),
    )
  }
  return opened
}

/** Whoever tries codes knows the password: the owner is told when it locks. */
async function noteWrongCode(
  services: Services,
  { userId, membershipId }: Challenge,
  { email, name, language }: SecondFactorRow,
  { attempts, nextLock }: SecondFactorTry,
): Promise<void> {
  const member = await describeMember(services.database.statement, membershipId)
  if (member === null) return
  const { tenantId } = member
  await recordFailedTry(services, email, {
    attempts,
    nextLock,
    userId,
    name,
    language,
    membershipId,
    tenantId,
  })
}
