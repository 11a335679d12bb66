import type { IntentList } from '@countersign/shared/intent/intent.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { countOutsideExamples, listIntentRows } from './intent.repo.ts'
import { findNewestModel, hashTaxonomy } from './model.repo.ts'
import { seedIntents } from './seed-intents.ts'

/** The tenant's intents, and how well it was learned to tell them apart. */
export async function listIntents(services: Services, actor: Actor): Promise<IntentList> {
  return services.database.withTenant(actor.tenantId, async tx => {
    await seedIntents(services, tx)
    const model = await findNewestModel(tx)
    return {
      intents: await listIntentRows(tx),
      outsideExamples: await countOutsideExamples(tx),
      model:
        model === null
          ? null
          : {
              version: model.version,
              sampleCount: model.sampleCount,
              accuracy: model.accuracy,
              trainedAt: model.trainedAt.toISOString(),
            },
      outdated: model !== null && model.sourceHash.split(':')[1] !== (await hashTaxonomy(tx)),
    }
  })
}
