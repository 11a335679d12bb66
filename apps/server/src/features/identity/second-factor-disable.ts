import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { disableSecondFactor as removeSecondFactor } from '../../db/platform-second-factor.repo.ts'
import { proveOwner } from './second-factor-prove-owner.ts'
import { tellOfSignInChange } from './second-factor-tell.ts'

/** Back to the password alone, by somebody who has both; not while a tenant they work for demands two. */
export async function disableSecondFactor(
  services: Services,
  actor: Actor,
  input: { password: string; code: string },
): Promise<Result<{ done: true }>> {
  const proven = await proveOwner(services, actor, input)
  if (!proven.ok) return proven
  const { database } = services
  const { email, name, required } = proven.value
  if (required) return refused('second_factor.demanded')
  const disabled = await database.withTenant(actor.tenantId, async tx => {
    if (!(await removeSecondFactor(tx, actor.userId))) return false
    await tellOfSignInChange(
      services,
      tx,
      { membershipId: actor.memberId, email, language: proven.value.language ?? actor.language },
      { action: 'member_two_factor_off', content: { template: 'second_factor_changed', name, on: false } },
    )
    return true
  })
  return disabled ? ok({ done: true }) : refused('second_factor.not_on')
}
