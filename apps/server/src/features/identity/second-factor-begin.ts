import type { SecondFactorSecret } from '@countersign/shared/identity/second-factor.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { beginSecondFactor as storeSecret } from '../../db/platform-second-factor.repo.ts'
import { proveOwner } from './second-factor-prove-owner.ts'
import { makeTotpSecret } from './second-factor-totp.ts'

/** A secret for the app of somebody who is signed in. Nothing changes for signing in until its first code. */
export async function beginSecondFactor(
  services: Services,
  actor: Actor,
  input: { password: string },
): Promise<Result<SecondFactorSecret>> {
  const { database, keys, clock } = services
  const proven = await proveOwner(services, actor, { ...input, code: null })
  if (!proven.ok) return proven
  if (proven.value.confirmedAt !== null) return refused('second_factor.already_on')
  const { sealed, secret, uri } = makeTotpSecret(keys, { userId: actor.userId, email: proven.value.email })
  const stored = await storeSecret(database.statement, actor.userId, sealed, clock.now())
  return stored ? ok({ secret, uri }) : refused('second_factor.already_on')
}
