import type { Server as HttpServer } from 'node:http'
import { systemClock } from '@countersign/shared/kernel/clock'
import { uuidv7 } from 'uuidv7'
import type { Model } from '../ai/model.port.ts'
import { createOfflineIntentClassifier } from '../ai/offline/intent-classifier.ts'
import { makeAuth } from '../api/access-token.ts'
import type { Services } from '../api/services.ts'
import { type ChannelAdapter, makeChannelRegistry } from '../channels/channel.port.ts'
import { webchatAdapter } from '../channels/webchat/webchat.adapter.ts'
import type { Config } from '../config/config.ts'
import { openDatabase } from '../db/open-database.ts'
import { countInFlight, hasAnyTenant, releaseOutboundLeases } from '../db/platform.repo.ts'
import type { Database } from '../db/tenant-tx.ts'
import { wake } from '../db/wake.ts'
import { startWakeRelay } from '../db/wake-relay.ts'
import { fitCalibrationJob } from '../jobs/catalog/fit-calibration.job.ts'
import { suggestReplyJob } from '../jobs/catalog/suggest-reply.job.ts'
import { startDueLoop } from '../jobs/due-loop.ts'
import { openQueue } from '../jobs/queue.ts'
import { createDeliverPipeline } from '../pipelines/deliver/deliver.pipeline.ts'
import { createSuggestPipeline } from '../pipelines/suggest/suggest.pipeline.ts'
import { openGateway } from '../realtime/gateway.ts'
import { startPublisher } from '../realtime/publisher.ts'
import { openRedisAdapter } from '../realtime/redis-adapter.ts'
import type { Log } from '../telemetry/log.ts'
import { makeMetrics } from '../telemetry/metrics.ts'
import { makeCustomerDoor, makeWebchatDoor } from './customer-doors.ts'
import { makeDeliverWork, makeHousekeeping, makeSettleWork } from './due-work.ts'
import { makeCalibrationHandler } from './fit-calibration-job.ts'
import { makeHttp } from './http/http.ts'
import { makeModel } from './make-model.ts'
import { makeSuggestHandler } from './suggest-job.ts'
import { makeSuggestPorts } from './suggest-ports.ts'

export interface RunningServer {
  /** Where it listens, e.g. `http://127.0.0.1:4310`. */
  readonly url: string
  readonly services: Services
  /** The demo sign-ins, when this start made the demo tenant. */
  readonly demo: { readonly emails: readonly string[]; readonly password: string } | null
  /** Waits until nothing is settling, being drafted or waiting to leave. For tests and measurements. */
  drain(timeoutMs: number): Promise<void>
  /** Stops taking work, ends or hands back what is in flight, closes everything. Calling it again waits for the same. */
  close(): Promise<void>
}

/** Fills an empty database; answers with how to sign in. */
export type Seed = (
  services: Services,
  options: { readonly password: string | null },
) => Promise<{ signIns: readonly { readonly email: string }[]; password: string }>

/** What tests put around single parts to stop the server at a chosen point. The product starts without. */
export interface Wrappers {
  readonly database: (database: Database) => Database
  readonly model: (model: Model) => Model
  readonly adapter: (adapter: ChannelAdapter) => ChannelAdapter
}

const unwrapped: Wrappers = { database: part => part, model: part => part, adapter: part => part }

/** The desktop console's own origin: its pages are not served from here. */
const consoleOrigins = ['app://console']
/**
 * Runs at once. A model elsewhere is waited for. Drafting without one takes the very processor customers' messages are
 * taken in with: two or three runs at once ended no sooner, and made everyone else wait three times as long.
 */
const suggestConcurrency = { offline: 1, embedded: 2, native: 8 }

/** Builds the whole server from its configuration and starts it. The one place that knows every part. */
export async function startServer(
  config: Config,
  log: Log,
  seed: Seed,
  wrap: Wrappers = unwrapped,
): Promise<RunningServer> {
  const closers: (() => Promise<unknown>)[] = []
  const onClose = (close: () => Promise<unknown>) => closers.unshift(close)
  const closeAll = async () => {
    for (const close of closers.splice(0)) {
      await close().catch(error => log.error({ err: error }, 'closing failed'))
    }
  }
  try {
    return await start(config, log, seed, wrap, onClose, closeAll)
  } catch (error) {
    await closeAll()
    throw error
  }
}

async function start(
  config: Config,
  log: Log,
  seed: Seed,
  wrap: Wrappers,
  onClose: (close: () => Promise<unknown>) => void,
  closeAll: () => Promise<void>,
): Promise<RunningServer> {
  const { serves } = config
  const clock = systemClock
  const metrics = makeMetrics()

  const open = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    secret: config.encryptionKey,
  })
  onClose(open.close)
  const { embedded, serverUrl } = open
  const database = wrap.database(open.database)
  const { statement } = database
  if (open.applied.length > 0) log.info({ count: open.applied.length }, 'migrations applied')

  const queue = await openQueue(open, [suggestReplyJob.name, fitCalibrationJob.name], log)
  onClose(queue.close)
  const services: Services = { database, jobs: queue, clock, ids: { next: uuidv7 } }
  const demo = serves.worker ? await seedOnce(services, seed, config.demoPassword) : null
  if (!embedded) {
    const relay = await startWakeRelay(serverUrl, error => log.warn({ err: error }, 'wake relay error'))
    onClose(relay.close)
  }

  const auth = makeAuth(config.encryptionKey, clock)
  const app = await makeHttp({
    log,
    metrics,
    rateLimits: config.rateLimits,
    checks: {
      database: async () => {
        await statement('SELECT 1', [])
      },
      queue: async () => {
        if (!queue.isReady()) throw new Error('the queue is closed')
      },
    },
    webchat: makeWebchatDoor(services, metrics, log, () => gateway),
    trpc: {
      services,
      auth,
      secureCookies: config.publicUrl?.startsWith('https:') ?? false,
      consoleOrigins,
    },
    serves,
  })
  const redis = config.redisUrl === null ? null : await openRedisAdapter(config.redisUrl, log)
  if (redis !== null) onClose(redis.close)
  const gateway = openGateway({
    server: serves.api ? app.server : null,
    auth,
    door: makeCustomerDoor(services),
    log,
    metrics,
    adapter: redis?.adapter,
  })
  onClose(() =>
    endConnections(app.server, async () => {
      await gateway.close()
      await app.close()
    }),
  )

  if (serves.api) {
    const publisher = await startPublisher({
      statement,
      log,
      restMs: embedded ? 1000 : 250,
      announce(tenantId, announcement) {
        gateway.announce(tenantId, 'sync', announcement)
        const threads = announcement.events.flatMap(event =>
          event.type.startsWith('message.') && event.conversationId !== null ? [event.conversationId] : [],
        )
        for (const conversationId of new Set(threads)) gateway.changed(conversationId)
      },
    })
    onClose(publisher.close)
  }

  if (serves.worker) {
    if (embedded) await releaseOutboundLeases(statement, clock.now())
    const intentClassifier = createOfflineIntentClassifier()
    // It learns at its first question, which takes too long for a customer's and would hold up everyone else's.
    await intentClassifier.classify({ tenantId: '', text: 'first', language: 'en' })
    const pipeline = createSuggestPipeline({
      ...makeSuggestPorts(services),
      model: wrap.model(makeModel(config.ai, log)),
      intentClassifier,
      clock,
    })
    const elsewhere = embedded ? suggestConcurrency.embedded : suggestConcurrency.native
    const concurrency = config.ai.provider === 'offline' ? suggestConcurrency.offline : elsewhere
    const parts = { services, pipeline, announcer: gateway.announcer, metrics, log }
    await queue.work([makeSuggestHandler(parts, concurrency), makeCalibrationHandler(services)])
    const deliver = createDeliverPipeline({
      channels: makeChannelRegistry([wrap.adapter(webchatAdapter)]),
      random: Math.random,
    })
    for (const work of [
      makeSettleWork(services, queue),
      makeDeliverWork(services, deliver, gateway.announcer, metrics),
      makeHousekeeping(services),
    ]) {
      const loop = startDueLoop(work, log)
      onClose(loop.close)
    }
  }

  await app.listen({ host: config.host, port: config.port })
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  let closing: Promise<void> | undefined
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    services,
    demo:
      demo === null ? null : { emails: demo.signIns.map(signIn => signIn.email), password: demo.password },
    async drain(timeoutMs) {
      const end = performance.now() + timeoutMs
      while ((await countInFlight(statement)) > 0 || (await queue.countOpen()) > 0) {
        if (performance.now() > end) throw new Error('work was still in flight')
        wake('suggest')
        wake('deliver')
        await new Promise(resolve => setTimeout(resolve, 10))
      }
    },
    close() {
      closing ??= closeAll()
      return closing
    },
  }
}

/** How long requests that have begun may take to end when the server stops, milliseconds. */
const requestGraceMs = 5000

/** Waits for the answers that are under way, and for nobody who keeps a connection open besides. */
async function endConnections(server: HttpServer, close: () => Promise<void>): Promise<void> {
  // A kept connection is idle only when its last answer is out, and closing looks for idle ones just once.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const late = setTimeout(() => server.closeAllConnections(), requestGraceMs)
  try {
    await close()
  } finally {
    clearInterval(idle)
    clearTimeout(late)
  }
}

/** Fills an empty database. Of several processes that start on one at once, the others find it filled. */
async function seedOnce(services: Services, seed: Seed, password: string | null) {
  const { statement } = services.database
  if (await hasAnyTenant(statement)) return null
  try {
    return await seed(services, { password })
  } catch (error) {
    if (await hasAnyTenant(statement)) return null
    throw error
  }
}
