import type { CostView } from '@countersign/shared/insight/insight.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { sumCosts } from './insight.repo.ts'

/** What a sent reply cost, the drafts that came to nothing included. */
export async function describeCost(
  services: Services,
  actor: Actor,
  input: { from: string; to: string },
): Promise<CostView> {
  const row = await services.database.readTenant(actor.tenantId, tx =>
    sumCosts(tx, new Date(input.from), new Date(input.to)),
  )
  const sent = row.approved + row.edited + row.autoSent
  return { ...row, perSentMicros: sent === 0 ? null : row.costMicros / sent }
}
