import type { Model } from '../ai/model.port.ts'
import type { Services } from '../api/services.ts'
import type { ChannelRegistry } from '../channels/channel.port.ts'
import type { Config } from '../config/config.ts'
import { releaseOutboundLeases } from '../db/platform.repo.ts'
import { releaseMailLeases } from '../db/platform-mail.repo.ts'
import { ensureVectorIndex } from '../db/vector-index.ts'
import { startDueLoop } from '../jobs/due-loop.ts'
import type { JobQueue } from '../jobs/queue.ts'
import { makeSendMails } from '../mail/send-mails.ts'
import { createDeliverPipeline } from '../pipelines/deliver/deliver.pipeline.ts'
import type { Permit } from '../pipelines/ingest/crawl/guard-address.ts'
import { makePageFetcher } from '../pipelines/ingest/crawl/make-page-fetcher.ts'
import { makeTextReader } from '../pipelines/ingest/extract/make-text-reader.ts'
import { createSuggestPipeline } from '../pipelines/suggest/suggest.pipeline.ts'
import type { SuggestPorts } from '../pipelines/suggest/suggest.port.ts'
import type { Announcer } from '../realtime/announcer.port.ts'
import type { Log } from '../telemetry/log.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { makeDeliverWork, makeHousekeeping, makePurge, makeSettleWork } from './due-work.ts'
import { makeCalibrationHandler } from './fit-calibration-job.ts'
import { makeIngestHandlers, makeReEmbedWork } from './ingest-jobs.ts'
import { mailDomain, makeMailTransport } from './make-mail.ts'
import { promptWords } from './make-model.ts'
import { makeCasesHandler, makeStudioHandler } from './studio-jobs.ts'
import { makeSuggestHandler } from './suggest-job.ts'
import { makeSuggestPorts } from './suggest-ports.ts'
import { type IntentLearner, makeIntentTraining } from './train-intents-job.ts'

export interface WorkerParts {
  readonly config: Config
  readonly services: Services
  readonly intents: {
    readonly classifier: SuggestPorts['intentClassifier']
    readonly learner: IntentLearner
  }
  readonly model: Model
  readonly queue: JobQueue
  readonly announcer: Announcer
  readonly channels: ChannelRegistry
  /** Addresses a crawl may ask although they are not public; absent: none. */
  readonly crawlPermit: Permit | undefined
  /** Where vector indexes are made, by a role that may; null: they are not. */
  readonly vectorIndexUrl: string | null
  readonly embedded: boolean
  readonly metrics: Metrics
  readonly log: Log
  readonly onClose: (close: () => Promise<unknown>) => void
}

/**
 * Runs at once. A model elsewhere is waited for. Drafting without one takes the very processor customers' messages are
 * taken in with: two or three runs at once ended no sooner, and made everyone else wait three times as long.
 */
const suggestConcurrency = { offline: 1, embedded: 2, native: 8 }

/** Everything that happens without anybody asking: jobs, and rows that fall due. */
export async function startWorker(parts: WorkerParts): Promise<void> {
  const { config, services, model, queue, announcer, embedded, metrics, log, onClose } = parts
  const { clock } = services
  const { statement } = services.database
  if (embedded) {
    await releaseOutboundLeases(statement, clock.now())
    await releaseMailLeases(statement, clock.now())
  }
  const transport = makeMailTransport(config.mail)
  if (transport === null) log.warn('SMTP_URL is not set: mails wait')
  else onClose(async () => transport.close())
  const pipeline = createSuggestPipeline({
    ...makeSuggestPorts(services),
    model,
    intentClassifier: parts.intents.classifier,
    secretTexts: [promptWords],
    clock,
  })
  const elsewhere = embedded ? suggestConcurrency.embedded : suggestConcurrency.native
  const concurrency = config.ai.provider === 'offline' ? suggestConcurrency.offline : elsewhere
  const reader = makeTextReader()
  const fetcher = makePageFetcher({ permit: parts.crawlPermit })
  onClose(reader.close)
  onClose(fetcher.close)
  const drafting = { services, pipeline, announcer, metrics, log }
  await queue.work([
    makeSuggestHandler(drafting, concurrency),
    makeCalibrationHandler(services),
    makeIntentTraining(services, parts.intents.learner, log),
    makeStudioHandler(drafting),
    makeCasesHandler(drafting),
    ...makeIngestHandlers({ services, reader, fetcher }),
  ])
  const deliver = createDeliverPipeline({ channels: parts.channels, random: Math.random })
  const mailing = { ...services, statement, domain: mailDomain(config), random: Math.random, log }
  const work = [
    makeSettleWork(services, queue),
    makeDeliverWork(services, deliver, announcer, metrics),
    makeHousekeeping(services),
    makePurge(services),
    makeReEmbedWork(services, async embedModel => {
      if (parts.vectorIndexUrl !== null) await ensureVectorIndex(parts.vectorIndexUrl, embedModel)
    }),
    ...(transport === null ? [] : [makeSendMails({ ...mailing, transport })]),
  ]
  for (const one of work) {
    const loop = startDueLoop(one, log)
    onClose(loop.close)
  }
}
