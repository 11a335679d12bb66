import { createOfflineIntentClassifier, shippedExamples } from '../ai/offline/intent-classifier.ts'
import { keepShippedModel } from '../ai/offline/learner/keep-shipped-model.ts'
import { learnerVersion } from '../ai/offline/learner/text-features.ts'
import { trainInThread } from '../ai/offline/learner/train-in-thread.ts'
import type { Database } from '../db/tenant-tx.ts'
import { findNewestIntentVersion, loadIntentModel } from '../features/intent/index.ts'
import { trainIntentsJob } from '../jobs/catalog/train-intents.job.ts'
import type { JobSender } from '../jobs/queue.ts'
import type { IntentClassifier } from '../pipelines/suggest/suggest.port.ts'
import type { Log } from '../telemetry/log.ts'
import type { IntentLearner } from './train-intents-job.ts'

/**
 * The classifier of one process: each tenant's newest model, or the shipped one. That is learned once per installation, in a
 * thread, from now on: starting waits for none of it, the first question for what is left of it.
 */
export function makeIntents(
  database: Database,
  jobs: JobSender,
  log: Log,
  onClose: (close: () => Promise<unknown>) => void,
): { classifier: IntentClassifier; learner: IntentLearner } {
  const stopping = new AbortController()
  onClose(async () => stopping.abort(new Error('the server is stopping')))
  const shipped = () =>
    keepShippedModel(
      shippedExamples(),
      async examples => (await trainInThread(examples, stopping.signal)).packed,
    )
  const intents = createOfflineIntentClassifier({
    models: {
      newestVersion: tenantId => findNewestIntentVersion(database, tenantId),
      load: (tenantId, version) => loadIntentModel(database, tenantId, version),
    },
    shipped,
    now: () => performance.now(),
    onUnreadable: (tenantId, version, error) => {
      log.warn({ err: error, tenantId, version }, 'an intent model cannot be read and is learned again')
      database
        .withTenant(tenantId, tx => jobs.enqueue(tx, trainIntentsJob, { tenantId }))
        .catch((failure: unknown) => log.error({ err: failure, tenantId }, 'learning again was not queued'))
    },
  })
  intents.classify({ tenantId: '', text: 'first', language: 'en' }).catch((error: unknown) => {
    if (!stopping.signal.aborted) log.error({ err: error }, 'the shipped intents could not be learned')
  })
  return { classifier: intents, learner: { version: learnerVersion, learn: trainInThread } }
}
