import type { ReliabilityView } from '@countersign/shared/insight/insight.contract'
import { reliabilityBin } from '@countersign/shared/suggestion/calibrate-score.policy'
import { z } from 'zod'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { findLatestFit, listFittedIntents } from './insight.repo.ts'

/** How far the stated confidence can be believed: the diagram stored with the latest fit. */
export async function describeReliability(
  services: Services,
  actor: Actor,
  input: { intent?: string | null | undefined },
): Promise<ReliabilityView> {
  const intent = input.intent ?? null
  return services.database.withTenant(actor.tenantId, async tx => {
    const fit = await findLatestFit(tx, intent)
    const intents = await listFittedIntents(tx)
    return {
      intent,
      fittedAt: fit?.fittedAt.toISOString() ?? null,
      samples: fit?.samples ?? 0,
      ece: fit?.ece ?? null,
      bins: fit === null ? [] : z.array(reliabilityBin).parse(fit.diagram),
      intents,
    }
  })
}
