import type { Server as HttpServer } from 'node:http'
import { type Clock, systemClock } from '@countersign/shared/kernel/clock'
import { uuidv7 } from 'uuidv7'
import type { Model } from '../ai/model.port.ts'
import { makeAuth } from '../api/access-token.ts'
import { makeMemoryRateStore } from '../api/rate-limit/memory.rate-store.ts'
import { makePostgresRateStore } from '../api/rate-limit/postgres.rate-store.ts'
import { makeRateLimiter, type RateLimiter } from '../api/rate-limit/rate-limiter.ts'
import { openRedisRateStore } from '../api/rate-limit/redis.rate-store.ts'
import { makeSessionReader } from '../api/read-session.ts'
import type { Services } from '../api/services.ts'
import { type ChannelAdapter, makeChannelRegistry } from '../channels/channel.port.ts'
import { webchatAdapter } from '../channels/webchat/webchat.adapter.ts'
import type { Config } from '../config/config.ts'
import { makeKeys } from '../crypto/seal.ts'
import { openDatabase } from '../db/open-database.ts'
import { countInFlight, hasAnyTenant } from '../db/platform.repo.ts'
import { countWaitingMails } from '../db/platform-mail.repo.ts'
import { noteUpdate } from '../db/platform-update.repo.ts'
import type { Database } from '../db/tenant-tx.ts'
import { wake } from '../db/wake.ts'
import { startWakeRelay } from '../db/wake-relay.ts'
import { jobNames } from '../jobs/catalog/all-jobs.ts'
import { openQueue } from '../jobs/queue.ts'
import { makeMailQueue } from '../mail/mail-queue.ts'
import { openGateway } from '../realtime/gateway.ts'
import { startPublisher } from '../realtime/publisher.ts'
import { openRedisAdapter } from '../realtime/redis-adapter.ts'
import type { Log } from '../telemetry/log.ts'
import { makeMetrics } from '../telemetry/metrics.ts'
import { makeCustomerDoor, makeWebchatDoor } from './customer-doors.ts'
import { makeHttp, type RouteListener } from './http/http.ts'
import { makeEmbedder } from './make-embedder.ts'
import { makeIntents } from './make-intents.ts'
import { makeModel } from './make-model.ts'
import { makeOidc } from './make-oidc.ts'
import { readVersion } from './read-version.ts'
import { startWorker } from './start-worker.ts'

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
  readonly onRoute?: RouteListener
  readonly clock?: Clock
  /** Addresses a crawl may ask although they are not public: a test's own sites. */
  readonly crawlPermit?: (address: string, port: number) => boolean
}

const unwrapped: Wrappers = { database: part => part, model: part => part, adapter: part => part }

/** The desktop console's own origin: its pages are not served from here. */
const consoleOrigins = ['app://console']
/** Builds the whole server from its configuration and starts it. The one place that knows every part. */
export async function startServer(
  config: Config,
  log: Log,
  seed: Seed,
  wrap: Partial<Wrappers> = {},
): Promise<RunningServer> {
  const closers: (() => Promise<unknown>)[] = []
  const onClose = (close: () => Promise<unknown>) => closers.unshift(close)
  const closeAll = async () => {
    for (const close of closers.splice(0)) {
      await close().catch(error => log.error({ err: error }, 'closing failed'))
    }
  }
  try {
    return await start(config, log, seed, { ...unwrapped, ...wrap }, onClose, closeAll)
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
  const clock = wrap.clock ?? systemClock
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
  const ids = { next: uuidv7 }
  const update = { version: readVersion(), migrations: open.applied }
  await noteUpdate(statement, { ...update, id: ids.next(), now: clock.now() })

  const queue = await openQueue(open, jobNames, log)
  onClose(queue.close)
  const keys = makeKeys(config.encryptionKey)
  const mail = makeMailQueue({ keys, clock, ids })
  const model = wrap.model(makeModel(config.ai, log))
  const intents = makeIntents(database, queue, log, onClose)
  let listening: (() => string) | null = null
  const services: Services = {
    intents: intents.classifier,
    embedder: makeEmbedder(config.ai, model),
    database,
    jobs: queue,
    clock,
    ids,
    keys,
    mail,
    oidc: makeOidc(config, clock, log),
    publicUrl: () => config.publicUrl ?? listening?.() ?? null,
  }
  const demo = serves.worker ? await seedOnce(services, seed, config.demoPassword) : null
  if (!embedded) {
    const relay = await startWakeRelay(serverUrl, error => log.warn({ err: error }, 'wake relay error'))
    onClose(relay.close)
  }

  const auth = makeAuth(config.encryptionKey, clock)
  const sessions = makeSessionReader({ auth, statement, clock })
  const limiter = config.rateLimits ? await openRateLimiter(config, { statement, clock, log }, onClose) : null
  const app = await makeHttp({
    log,
    metrics,
    limiter,
    trustedProxies: config.trustedProxies,
    mailbox: config.mail.kind === 'mailbox',
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
      sessions,
      secureCookies: config.publicUrl?.startsWith('https:') ?? false,
      publicUrl: () => config.publicUrl ?? listeningUrl(config, app.server),
      consoleOrigins,
    },
    serves,
    onRoute: wrap.onRoute,
  })
  // A process that serves nobody has no address of its own to give out.
  if (serves.api) listening = () => listeningUrl(config, app.server)
  const redis = config.redisUrl === null ? null : await openRedisAdapter(config.redisUrl, log)
  if (redis !== null) onClose(redis.close)
  const gateway = openGateway({
    server: serves.api ? app.server : null,
    sessions,
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
        for (const event of announcement.events) {
          if (event.type === 'access.ended') gateway.end(event.entityId)
        }
        const threads = announcement.events.flatMap(event =>
          event.type.startsWith('message.') && event.conversationId !== null ? [event.conversationId] : [],
        )
        for (const conversationId of new Set(threads)) gateway.changed(conversationId)
      },
    })
    onClose(publisher.close)
  }

  if (serves.worker) {
    await startWorker({
      config,
      services,
      intents,
      model,
      queue,
      announcer: gateway.announcer,
      channels: makeChannelRegistry([wrap.adapter(webchatAdapter)]),
      crawlPermit: wrap.crawlPermit,
      vectorIndexUrl: embedded ? null : open.adminUrl,
      embedded,
      metrics,
      log,
      onClose,
    })
  }

  await app.listen({ host: config.host, port: config.port })
  let closing: Promise<void> | undefined
  return {
    url: listeningUrl(config, app.server),
    services,
    demo:
      demo === null ? null : { emails: demo.signIns.map(signIn => signIn.email), password: demo.password },
    async drain(timeoutMs) {
      const end = performance.now() + timeoutMs
      const sends = config.mail.kind !== 'none'
      const mailsWait = async () => sends && (await countWaitingMails(statement)) > 0
      while ((await countInFlight(statement)) > 0 || (await queue.countOpen()) > 0 || (await mailsWait())) {
        if (performance.now() > end) throw new Error('work was still in flight')
        wake('suggest')
        wake('deliver')
        wake('mail')
        await new Promise(resolve => setTimeout(resolve, 10))
      }
    },
    close() {
      closing ??= closeAll()
      return closing
    },
  }
}

/** Limits hold for all processes together: in Redis where there is one, else in the database. */
async function openRateLimiter(
  config: Config,
  parts: { readonly statement: Database['statement']; readonly clock: Clock; readonly log: Log },
  onClose: (close: () => Promise<unknown>) => void,
): Promise<RateLimiter> {
  const redis = config.redisUrl === null ? null : await openRedisRateStore(config.redisUrl, parts.log)
  if (redis !== null) onClose(redis.close)
  return makeRateLimiter({
    ...parts,
    secret: config.encryptionKey,
    here: makeMemoryRateStore(),
    everywhere: redis ?? makePostgresRateStore(parts.statement),
  })
}

function listeningUrl({ host, port }: Config, server: HttpServer): string {
  const address = server.address()
  const taken = typeof address === 'object' && address !== null ? address.port : port
  return `http://${host.includes(':') ? `[${host}]` : host}:${taken}`
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
