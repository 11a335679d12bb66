import type { ReplayView } from '@countersign/shared/insight/insight.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { countReplayCells, listPeriodIntents, readThresholds } from './insight.repo.ts'

/** A past period in the form in which thresholds can be moved over it; `replayThresholds` counts it. */
export async function replayPeriod(
  services: Services,
  actor: Actor,
  input: { from: string; to: string; intent?: string | null | undefined },
): Promise<ReplayView> {
  const period = { from: new Date(input.from), to: new Date(input.to), intent: input.intent ?? null }
  return services.database.withTenant(actor.tenantId, async tx => {
    const { tAuto, tEscalate, autosendAllowed } = await readThresholds(tx)
    return {
      cells: await countReplayCells(tx, period),
      tAuto,
      tEscalate,
      autosendAllowed,
      intents: await listPeriodIntents(tx, period),
    }
  })
}
