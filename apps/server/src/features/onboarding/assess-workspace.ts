import type { OnboardingView } from '@countersign/shared/onboarding/onboarding.contract'
import { assessReadiness } from '@countersign/shared/onboarding/readiness.policy'
import { recordAudit } from '../audit/index.ts'
import { readOnboarding, type Setup } from './describe-onboarding.ts'
import { countFacts, insertReport } from './onboarding.repo.ts'

/** Looks at what there is in the workspace, and keeps what it came to. */
export function assessWorkspace(setup: Setup): Promise<OnboardingView> {
  const { services, actor } = setup
  return services.database.withTenant(actor.tenantId, async tx => {
    const readiness = assessReadiness(await countFacts(tx))
    await insertReport(tx, {
      ...readiness,
      id: services.ids.next(),
      memberId: actor.memberId,
      now: services.clock.now(),
    })
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'readiness_assessed',
      entityType: 'tenant',
      entityId: actor.tenantId,
      metadata: { score: readiness.score },
    })
    return readOnboarding(setup, tx)
  })
}
