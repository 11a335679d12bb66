import { fromPrisma, PgBoss, type Queue } from 'pg-boss'
import type { z } from 'zod'
import { sqlOf } from '../db/sql-of.ts'
import { afterCommit, type PlatformTx, type TenantTx } from '../db/tenant-tx.ts'
import type { Log } from '../telemetry/log.ts'

/** A kind of job: its name and what its payload must be. */
export interface JobKind<Payload> {
  readonly name: string
  readonly payload: z.ZodType<Payload>
}

/** One delivery of a job. The id stays the same when it is tried again. */
export interface JobRun<Payload> {
  readonly id: string
  readonly payload: Payload
  readonly signal: AbortSignal
}

/** Who works on a kind of job. Made by `handleJobs`, which parses the stored payload. */
export interface JobHandler {
  readonly name: string
  /** How many run at once in this process. */
  readonly concurrency: number
  readonly run: (job: { id: string; data: unknown; signal: AbortSignal }) => Promise<void>
}

export function handleJobs<Payload>(
  kind: JobKind<Payload>,
  concurrency: number,
  run: (job: JobRun<Payload>) => Promise<void>,
): JobHandler {
  return {
    name: kind.name,
    concurrency,
    run: ({ id, data, signal }) => run({ id, payload: kind.payload.parse(data), signal }),
  }
}

export interface JobSender {
  /**
   * Stores the job inside the caller's transaction: it exists if and only if that commits.
   *
   * @param once at most one job of the kind with this key in so many seconds; the others are dropped
   */
  enqueue<Payload>(
    tx: TenantTx | PlatformTx,
    kind: JobKind<Payload>,
    payload: Payload,
    once?: { readonly key: string; readonly seconds: number },
  ): Promise<void>
}

export interface JobQueue extends JobSender {
  /** Starts working. */
  work(handlers: readonly JobHandler[]): Promise<void>
  /** Looks for so many jobs of this kind now instead of at the next poll, with workers that have nothing to do. */
  nudge(name: string, jobs: number): void
  /** Jobs not finished yet, of the kinds being worked on. */
  countOpen(): Promise<number>
  isReady(): boolean
  /** Waits for running jobs to end; what does not end in time is handed back for another try. */
  close(): Promise<void>
}

interface Worker {
  id: string
  busy: boolean
}

export interface QueuePlace {
  readonly serverUrl: string
  readonly adminUrl: string | null
  readonly embedded: boolean
}

const schema = 'pgboss'

/** How jobs of every kind are retried. A worker that dies stops its heartbeat and the job is given to another. */
const defaults: Omit<Queue, 'name'> = {
  retryLimit: 5,
  retryDelay: 1,
  retryBackoff: true,
  expireInSeconds: 180,
  heartbeatSeconds: 10,
  deleteAfterSeconds: 24 * 3600,
}

/**
 * Opens the job queue. Its tables are made with the administrator's role and used with the server's.
 *
 * Jobs are found by `nudge` and by polling. The queue's own notifications were tried: they are sent inside the
 * transaction, where they make commits wait for one another, do not cross the connections of the embedded database, and
 * wake every worker for each job, which then ask for it nine times.
 */
export async function openQueue(place: QueuePlace, names: readonly string[], log: Log): Promise<JobQueue> {
  if (place.adminUrl !== null) await install(place.adminUrl, names)
  const boss = new PgBoss({
    connectionString: place.serverUrl,
    schema,
    max: place.embedded ? 3 : 6,
    application_name: 'countersign-queue',
    migrate: false,
    createSchema: false,
    schedule: false,
    reindex: false,
    monitorVacuum: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  })
  boss.on('error', error => log.error({ err: error }, 'job queue error'))
  await boss.start()
  const workers = new Map<string, Worker[]>()
  const stopping = new AbortController()
  let ready = true
  /** One worker of the queue that takes a job at a time, so that each can be woken on its own. */
  async function startWorker({ name, run }: JobHandler): Promise<Worker> {
    const worker = { id: '', busy: false }
    worker.id = await boss.work(
      name,
      { pollingIntervalSeconds: place.embedded ? 0.5 : 1, batchSize: 1 },
      async ([job]) => {
        if (job === undefined) return
        worker.busy = true
        // Left to itself a worker rests until its next poll between two jobs, however many are waiting.
        boss.notifyWorker(worker.id)
        const signal = AbortSignal.any([job.signal, stopping.signal])
        await run({ id: job.id, data: job.data, signal })
          .catch((error: unknown) => {
            if (!signal.aborted) log.error({ err: error, job: name, jobId: job.id }, 'job failed')
            // The queue keeps the error of a failed job; what it says may quote the customer, so only its name is given.
            throw new Error(`${name}: ${error instanceof Error ? error.name : typeof error}`)
          })
          .finally(() => {
            worker.busy = false
          })
      },
    )
    return worker
  }
  function nudge(name: string, jobs: number): void {
    const all = workers.get(name) ?? []
    // Whoever was nudged last goes to the end: it may be fetching a job it does not hold yet.
    const idle = all.filter(worker => !worker.busy).slice(0, jobs)
    for (const worker of idle) boss.notifyWorker(worker.id)
    workers.set(name, [...all.filter(worker => !idle.includes(worker)), ...idle])
  }
  return {
    async enqueue(tx, kind, payload, once) {
      const throttle = once === undefined ? {} : { singletonKey: once.key, singletonSeconds: once.seconds }
      await boss.send(kind.name, kind.payload.parse(payload) as object, {
        ...throttle,
        db: fromPrisma(sqlOf(tx)),
      })
      // Before that there is nothing to be found.
      afterCommit(tx, () => nudge(kind.name, 1))
    },
    async work(handlers) {
      for (const handler of handlers) {
        if (place.embedded) await handBackAbandoned(boss, handler.name)
        const started: Worker[] = []
        for (let count = 0; count < handler.concurrency; count += 1) started.push(await startWorker(handler))
        workers.set(handler.name, started)
      }
    },
    nudge,
    async countOpen() {
      const { rows } = await boss
        .getDb()
        .executeSql(
          `SELECT count(*)::int AS open FROM ${schema}.job WHERE state < 'completed' AND name = ANY($1)`,
          [[...workers.keys()]],
        )
      return (rows[0] as { open: number }).open
    },
    isReady: () => ready,
    async close() {
      ready = false
      // Runs are told to stop first: a job that ends by refusing to go on is tried again by whoever starts next.
      stopping.abort(new Error('the server is stopping'))
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

async function install(adminUrl: string, names: readonly string[]): Promise<void> {
  const boss = new PgBoss({ connectionString: adminUrl, schema, max: 1, supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  for (const name of names) {
    if ((await boss.getQueue(name)) === null) await boss.createQueue(name, defaults)
  }
  await boss.getDb().executeSql(`
    GRANT USAGE ON SCHEMA ${schema} TO countersign_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO countersign_app;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} TO countersign_app;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} TO countersign_app`)
  await boss.stop({ graceful: false })
}

/** The embedded database has one process: a job still active when it starts was being worked on when it died. */
async function handBackAbandoned(boss: PgBoss, name: string): Promise<void> {
  const { rows } = await boss
    .getDb()
    .executeSql(`SELECT id FROM ${schema}.job WHERE name = $1 AND state = 'active'`, [name])
  const active = (rows as { id: string }[]).map(row => row.id)
  if (active.length > 0) await boss.fail(name, active)
}
