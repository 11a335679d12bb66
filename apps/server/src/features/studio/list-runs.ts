import type { StudioRunView } from '@countersign/shared/studio/studio.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listRunRows, type RunRow } from './studio.repo.ts'

/** The latest runs of the cases. */
export async function listRuns(services: Services, actor: Actor): Promise<{ items: StudioRunView[] }> {
  const rows = await services.database.withTenant(actor.tenantId, listRunRows)
  return { items: rows.map(toRunView) }
}

export function toRunView(row: RunRow): StudioRunView {
  return {
    ...row,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}
