import type { NewRecoveryCodes } from '@countersign/shared/identity/second-factor.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { forgiveSecondFactorTries, readSecondFactor } from '../../db/platform-second-factor.repo.ts'
import { chargeTry } from './second-factor-prove.ts'
import { turnOnSecondFactor } from './second-factor-turn-on.ts'

/** The first code of the app: from now on, signing in takes one. */
export async function confirmSecondFactor(
  services: Services,
  actor: Actor,
  input: { code: string },
): Promise<Result<NewRecoveryCodes>> {
  const { statement } = services.database
  const { userId, tenantId, memberId, language } = actor
  const state = await readSecondFactor(statement, userId)
  if (state === null) return refused('auth.invalid')
  const charged = await chargeTry(services, userId)
  if (!charged.ok) return charged
  const person = { userId, tenantId, membershipId: memberId, language }
  const turnedOn = await turnOnSecondFactor(services, person, state, input.code)
  if (!turnedOn.ok) return turnedOn
  await forgiveSecondFactorTries(statement, userId)
  return ok({ recoveryCodes: turnedOn.value })
}
