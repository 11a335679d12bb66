import { ok, type Result } from '@countersign/shared/kernel/result'
import type { OnboardingView } from '@countersign/shared/onboarding/onboarding.contract'
import { nextOnboarding, type OnboardingEvent } from '@countersign/shared/onboarding/onboarding.machine'
import { recordAudit } from '../audit/index.ts'
import { readOnboarding, type Setup } from './describe-onboarding.ts'
import { lockOnboarding, updateOnboarding } from './onboarding.repo.ts'

/** Finishes a step of setting the workspace up, or opens it again. That it is all done is written down. */
export function changeStep(setup: Setup, event: OnboardingEvent): Promise<Result<OnboardingView>> {
  const { services, actor } = setup
  return services.database.withTenant(actor.tenantId, async tx => {
    const before = await lockOnboarding(tx)
    const next = nextOnboarding(before, event)
    if (!next.ok) return next
    await updateOnboarding(tx, next.value, services.clock.now())
    if (next.value.status === 'done' && before.status !== 'done') {
      await recordAudit(services, tx, {
        actorKind: 'member',
        actorId: actor.memberId,
        action: 'onboarding_finished',
        entityType: 'tenant',
        entityId: actor.tenantId,
      })
    }
    return ok(await readOnboarding(setup, tx))
  })
}
