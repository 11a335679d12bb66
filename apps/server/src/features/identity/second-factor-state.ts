import type { SecondFactorState } from '@countersign/shared/identity/second-factor.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { readSecondFactor } from '../../db/platform-second-factor.repo.ts'

export async function describeSecondFactor(
  services: Services,
  actor: Actor,
): Promise<Result<SecondFactorState>> {
  const state = await readSecondFactor(services.database.statement, actor.userId)
  if (state === null) return refused('auth.invalid')
  const on = state.confirmedAt !== null
  return ok({
    on,
    since: state.confirmedAt?.toISOString() ?? null,
    recoveryCodesLeft: on ? state.recoveryLeft : 0,
    required: state.required,
  })
}
