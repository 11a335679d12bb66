import { ok, type Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { trainIntentsJob } from '../../jobs/catalog/train-intents.job.ts'
import { countApprovedSince, findNewestModel } from './model.repo.ts'
import { seedIntents } from './seed-intents.ts'

/** Approved questions after which learning again is worth it. */
const decisionsPerTraining = 50

/** Has the intents learned in the background. */
export async function requestTraining(services: Services, actor: Actor): Promise<Result<{ queued: true }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    await seedIntents(services, tx)
    await services.jobs.enqueue(tx, trainIntentsJob, { tenantId: tx.tenantId })
    return ok({ queued: true as const })
  })
}

/** The same without being asked, once people have decided enough. */
export async function requestDueTraining(services: Services, tenantId: string): Promise<void> {
  await services.database.withTenant(tenantId, async tx => {
    const model = await findNewestModel(tx)
    if ((await countApprovedSince(tx, model?.trainedAt ?? null)) < decisionsPerTraining) return
    await seedIntents(services, tx)
    await services.jobs.enqueue(tx, trainIntentsJob, { tenantId })
  })
}
