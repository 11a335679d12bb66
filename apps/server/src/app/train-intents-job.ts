import type { Services } from '../api/services.ts'
import { keepModel, readTrainingSet } from '../features/intent/index.ts'
import { trainIntentsJob } from '../jobs/catalog/train-intents.job.ts'
import { handleJobs, type JobHandler } from '../jobs/queue.ts'
import { inWork, type Log } from '../telemetry/log.ts'

export interface IntentLearner {
  /** What it makes of the same examples changes with it. */
  readonly version: number
  /** Learns in a thread of its own; ends with the signal's reason when that comes first. */
  readonly learn: (
    examples: {
      readonly within: readonly { readonly intent: string; readonly text: string }[]
      readonly outside: readonly string[]
      readonly unlabelled: readonly string[]
    },
    signal: AbortSignal,
  ) => Promise<{ readonly packed: Uint8Array; readonly accuracy: number }>
}

/** Learns a tenant's intents. A second run, or one with nothing new, changes nothing. */
export function makeIntentTraining(services: Services, learner: IntentLearner, log: Log): JobHandler {
  return handleJobs(trainIntentsJob, 1, ({ id, payload: { tenantId }, signal }) =>
    inWork({ requestId: id, tenantId }, async () => {
      const set = await readTrainingSet(services, tenantId, learner.version)
      if (set === null) return
      const { sourceHash, ...examples } = set
      const begun = performance.now()
      const trained = await learner.learn(examples, signal)
      const sampleCount = examples.within.length + examples.outside.length
      await keepModel(services, tenantId, { ...trained, sourceHash, sampleCount })
      const ms = Math.round(performance.now() - begun)
      log.info({ sampleCount, accuracy: trained.accuracy, ms }, 'intents learned')
    }),
  )
}
