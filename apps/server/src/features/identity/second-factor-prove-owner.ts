import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Services } from '../../api/services.ts'
import {
  forgiveSecondFactorTries,
  readSecondFactor,
  type SecondFactorRow,
} from '../../db/platform-second-factor.repo.ts'
import { beginSignIn, forgiveSignIn } from '../../db/platform-sign-in.repo.ts'
import { lockKeysOf } from './lock-keys.ts'
import { passwordMatches } from './password.ts'
import { chargeTry, proveSecondFactor } from './second-factor-prove.ts'

/**
 * Somebody shows that an account is theirs before what would lock its owner out. Wrong passwords count like those of a
 * sign-in, wrong codes like those of its second step.
 *
 * @param proof `code` null where the password is enough
 */
export async function proveOwner(
  services: Services,
  person: { readonly userId: string },
  proof: { readonly password: string; readonly code: string | null },
): Promise<Result<SecondFactorRow>> {
  const { statement } = services.database
  const { userId } = person
  const state = await readSecondFactor(statement, userId)
  if (state === null) return refused('auth.wrong_password')
  const keys = lockKeysOf({ services, address: null, limitsAddresses: false }, state.email)
  const tried = await beginSignIn(statement, state.email, keys, services.clock.now())
  if (tried.lockedUntil !== null) return refused('auth.locked', { until: tried.lockedUntil.toISOString() })
  if (!(await passwordMatches(tried.passwordHash, proof.password))) return refused('auth.wrong_password')
  await forgiveSignIn(statement, keys)
  if (proof.code === null) return ok(state)
  if (state.confirmedAt === null) return refused('second_factor.not_on')
  const charged = await chargeTry(services, userId)
  if (!charged.ok) return charged
  const proven = await proveSecondFactor(services, userId, state, proof.code)
  if (!proven.ok) return proven
  await forgiveSecondFactorTries(statement, userId)
  return ok(state)
}
