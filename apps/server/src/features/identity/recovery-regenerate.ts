import type { NewRecoveryCodes } from '@countersign/shared/identity/second-factor.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { replaceRecoveryCodes } from '../../db/platform-second-factor.repo.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'
import { proveOwner } from './second-factor-prove-owner.ts'
import { tellOfSignInChange } from './second-factor-tell.ts'

/** New recovery codes; the old ones are void, used or not. */
export async function regenerateRecoveryCodes(
  services: Services,
  actor: Actor,
  input: { password: string; code: string },
): Promise<Result<NewRecoveryCodes>> {
  const proven = await proveOwner(services, actor, input)
  if (!proven.ok) return proven
  const { database, keys, clock } = services
  const { userId, memberId, tenantId, language } = actor
  const { shown, hashes } = makeRecoveryCodes(keys, userId)
  const replaced = await database.withTenant(tenantId, async tx => {
    if (!(await replaceRecoveryCodes(tx, userId, hashes, clock.now()))) return false
    const person = {
      membershipId: memberId,
      email: proven.value.email,
      language: proven.value.language ?? language,
    }
    await tellOfSignInChange(services, tx, person, {
      action: 'member_recovery_codes_replaced',
      content: null,
    })
    return true
  })
  return replaced ? ok({ recoveryCodes: shown }) : refused('second_factor.not_on')
}
