import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { insertModel } from './model.repo.ts'

/** Puts a learned model in force: every process that classifies finds it within seconds. */
export async function keepModel(
  services: Services,
  tenantId: string,
  trained: {
    readonly packed: Uint8Array
    readonly accuracy: number
    readonly sourceHash: string
    readonly sampleCount: number
  },
): Promise<void> {
  await services.database.withTenant(tenantId, async tx => {
    const id = services.ids.next()
    await insertModel(tx, {
      id,
      model: trained.packed,
      sourceHash: trained.sourceHash,
      sampleCount: trained.sampleCount,
      accuracy: trained.accuracy,
      now: services.clock.now(),
    })
    await recordChanges(tx, [{ type: 'intent.updated', entityId: id, conversationId: null }])
  })
}
