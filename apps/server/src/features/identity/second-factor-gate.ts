import type {
  SecondFactorRequired,
  SecondFactorSetupRequired,
} from '@countersign/shared/identity/second-factor.contract'
import type { SessionMethod } from '@countersign/shared/identity/session.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { ApiContext } from '../../api/context.ts'
import { readSecondFactor } from '../../db/platform-second-factor.repo.ts'
import type { ProvenPerson } from './open-session-for.ts'
import { markPassword, signChallenge } from './second-factor-challenge.ts'

/**
 * What a person who has proven who they are still owes before a session is opened. `none`: nothing. Otherwise
 * `auth.second_factor_required` or `auth.second_factor_setup_required`, with a challenge in the details.
 */
export async function secondFactorGate(
  context: ApiContext,
  person: ProvenPerson,
  method: SessionMethod = 'password',
): Promise<Result<'none'>> {
  const state = await readSecondFactor(context.services.database.statement, person.userId)
  if (state === null) return refused('auth.invalid')
  const sign = (owes: 'code' | 'setup') =>
    signChallenge(context, { ...person, owes, method, passwordMark: markPassword(state.passwordHash) })
  if (state.confirmedAt !== null) {
    const methods = state.recoveryLeft > 0 ? (['totp', 'recovery'] as const) : (['totp'] as const)
    const details: SecondFactorRequired = { challenge: await sign('code'), methods: [...methods] }
    return refused('auth.second_factor_required', { ...details })
  }
  if (state.required) {
    const details: SecondFactorSetupRequired = { challenge: await sign('setup') }
    return refused('auth.second_factor_setup_required', { ...details })
  }
  return ok('none')
}

/**
 * For somebody whose session is going on elsewhere: what that session has shown is good there too, but nobody gets past a
 * demand of the new place because the old one had none.
 */
export async function secondFactorSetupGate(
  context: ApiContext,
  person: ProvenPerson,
): Promise<Result<'none'>> {
  const state = await readSecondFactor(context.services.database.statement, person.userId)
  return state?.required && state.confirmedAt === null ? secondFactorGate(context, person) : ok('none')
}
