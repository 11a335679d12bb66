import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import {
  outcomeChange,
  studioOutcome,
  type studioRunDetail,
} from '@countersign/shared/studio/studio.contract'
import { z } from 'zod'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { toRunView } from './list-runs.ts'
import { findRun, listResultRows } from './studio.repo.ts'

/** One run with its results, what changed first. */
export async function getRun(
  services: Services,
  actor: Actor,
  input: { id: string },
): Promise<Result<z.infer<typeof studioRunDetail>>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const run = await findRun(tx, input.id)
    if (run === null) return refused('studio.not_found')
    const results = (await listResultRows(tx, run.id)).map(row => ({
      ...row,
      expected: studioOutcome.parse(row.expected),
      outcome: studioOutcome.parse(row.outcome),
      changes: z.array(outcomeChange).parse(row.changes),
    }))
    return ok({ ...toRunView(run), results })
  })
}
