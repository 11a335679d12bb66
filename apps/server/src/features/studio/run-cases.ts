import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { runCasesJob } from '../../jobs/catalog/run-cases.job.ts'
import { insertRun, listCaseRows } from './studio.repo.ts'

/** Has every pinned case asked again, in the background. */
export async function runCases(services: Services, actor: Actor): Promise<Result<{ id: string }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const { length: total } = await listCaseRows(tx)
    if (total === 0) return refused('studio.no_cases')
    const id = services.ids.next()
    await insertRun(tx, { id, total, now: services.clock.now() })
    await services.jobs.enqueue(tx, runCasesJob, { tenantId: actor.tenantId, runId: id })
    return ok({ id })
  })
}
