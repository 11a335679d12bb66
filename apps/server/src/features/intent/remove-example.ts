import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { trainIntentsJob } from '../../jobs/catalog/train-intents.job.ts'
import { deleteExample } from './intent.repo.ts'
import { recordIntent } from './record-intent.ts'

/** Takes an example back. */
export async function removeExample(
  services: Services,
  actor: Actor,
  input: { id: string },
): Promise<Result<{ id: string }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    if (!(await deleteExample(tx, input.id))) return refused('intent.not_found')
    await recordIntent(services, tx, actor, 'intent_example_removed', input.id)
    await services.jobs.enqueue(tx, trainIntentsJob, { tenantId: tx.tenantId })
    return ok({ id: input.id })
  })
}
