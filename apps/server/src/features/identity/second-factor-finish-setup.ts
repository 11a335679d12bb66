import type { SecondFactorSetupDone } from '@countersign/shared/identity/second-factor.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { ApiContext } from '../../api/context.ts'
import { describeMember } from '../../db/platform.repo.ts'
import { forgiveSecondFactorTries, readSecondFactor } from '../../db/platform-second-factor.repo.ts'
import { openSessionFor } from './open-session-for.ts'
import { markPassword, readChallenge } from './second-factor-challenge.ts'
import { chargeTry } from './second-factor-prove.ts'
import { turnOnSecondFactor } from './second-factor-turn-on.ts'

/** The first code of a demanded second factor: turns it on and lets the person in. */
export async function finishSecondFactorSetup(
  context: ApiContext,
  input: { challenge: string; code: string },
): Promise<Result<SecondFactorSetupDone>> {
  const { services, language } = context
  const { statement } = services.database
  const challenge = await readChallenge(context, input.challenge, 'setup')
  if (challenge === null) return refused('token.invalid')
  const { userId, membershipId } = challenge
  const state = await readSecondFactor(statement, userId)
  if (state === null || state.disabledAt !== null || state.confirmedAt !== null)
    return refused('token.invalid')
  if (markPassword(state.passwordHash) !== challenge.passwordMark) return refused('token.invalid')
  const member = await describeMember(statement, membershipId)
  if (member === null) return refused('token.invalid')
  const charged = await chargeTry(services, userId)
  if (!charged.ok) return charged
  const person = { userId, membershipId, tenantId: member.tenantId, language }
  const turnedOn = await turnOnSecondFactor(services, person, state, input.code)
  if (!turnedOn.ok) return turnedOn
  await forgiveSecondFactorTries(statement, userId)
  const opened = await openSessionFor(context, { userId, membershipId }, challenge.method)
  return opened.ok ? ok({ ...opened.value, recoveryCodes: turnedOn.value }) : opened
}
