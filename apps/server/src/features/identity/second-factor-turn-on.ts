import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Services } from '../../api/services.ts'
import { confirmSecondFactor, type SecondFactorRow } from '../../db/platform-second-factor.repo.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'
import { type ToldPerson, tellOfSignInChange } from './second-factor-tell.ts'
import { matchTotpStep } from './second-factor-totp.ts'

/**
 * Turns the second factor on with its first code, which proves that the app has the secret. The try has been charged.
 *
 * @returns the recovery codes, to be shown once
 */
export async function turnOnSecondFactor(
  services: Services,
  person: Omit<ToldPerson, 'email'> & { readonly userId: string; readonly tenantId: string },
  state: SecondFactorRow,
  code: string,
): Promise<Result<string[]>> {
  const { database, keys, clock } = services
  const { sealedSecret: sealed, email, name } = state
  const { userId } = person
  if (state.confirmedAt !== null) return refused('second_factor.already_on')
  if (sealed === null) return refused('second_factor.not_begun')
  const now = clock.now()
  const step = matchTotpStep(keys, { userId, sealed }, code, now)
  if (step === null) return refused('auth.wrong_code')
  const { shown, hashes } = makeRecoveryCodes(keys, userId)
  const confirmed = await database.withTenant(person.tenantId, async tx => {
    if (!(await confirmSecondFactor(tx, userId, sealed, step, hashes, now))) return false
    await tellOfSignInChange(
      services,
      tx,
      { ...person, email, language: state.language ?? person.language },
      { action: 'member_two_factor_on', content: { template: 'second_factor_changed', name, on: true } },
    )
    return true
  })
  return confirmed ? ok(shown) : refused('second_factor.not_begun')
}
