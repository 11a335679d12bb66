import { fitCalibration, minCalibrationSamples } from '@countersign/shared/suggestion/calibrate-score.policy'
import type { Services } from '../../api/services.ts'
import { countUnfitted, insertCalibration, listScoredDecisions } from './learning.repo.ts'

/** Decisions after which a calibration is worth fitting again. */
const decisionsPerFit = 25

/** Fits a tenant's calibration if enough has been decided since the last fit; twice in a row fits once. */
export async function refitTenantCalibration(services: Services, tenantId: string): Promise<void> {
  const waiting = await services.database.withTenant(tenantId, countUnfitted)
  if (waiting >= decisionsPerFit) await fitTenantCalibration(services, tenantId)
}

/** Fits the tenant's calibration, and one for each intent with enough decisions; stores each with its diagram. */
export async function fitTenantCalibration(services: Services, tenantId: string): Promise<void> {
  await services.database.withTenant(tenantId, async tx => {
    const decisions = await listScoredDecisions(tx)
    const now = services.clock.now()
    const byIntent = Map.groupBy(decisions, decision => decision.intent)
    const groups = [
      { intent: null, samples: decisions },
      ...[...byIntent]
        .filter(([intent]) => intent !== null)
        .map(([intent, samples]) => ({ intent, samples })),
    ]
    for (const { intent, samples } of groups) {
      if (samples.length < minCalibrationSamples) continue
      const model = fitCalibration(samples, `fit-${now.toISOString()}`)
      if (model !== null) await insertCalibration(tx, { id: services.ids.next(), intent, model, now })
    }
  })
}
