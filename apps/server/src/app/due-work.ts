import type { Services } from '../api/services.ts'
import {
  claimDueSettles,
  closeAbandonedRuns,
  findEndedSnoozes,
  leaseDueOutbound,
  nextOutboundDueAt,
  nextSettleDueAt,
} from '../db/platform.repo.ts'
import {
  pruneSyncLog,
  purgeEmailTokens,
  purgeInvites,
  purgeMails,
  purgeOidcTickets,
  purgeSignInLocks,
  removeUnverifiedAccounts,
} from '../db/platform-housekeeping.repo.ts'
import { forgetRateWindows } from '../db/platform-rate-limit.repo.ts'
import { endSnooze } from '../features/conversation/index.ts'
import { loadReply, recordDelivery } from '../features/delivery/index.ts'
import { suggestReplyJob } from '../jobs/catalog/suggest-reply.job.ts'
import type { DueWork } from '../jobs/due-loop.ts'
import type { JobQueue } from '../jobs/queue.ts'
import type { DeliverPipeline } from '../pipelines/deliver/deliver.pipeline.ts'
import type { Announcer } from '../realtime/announcer.port.ts'
import { inWork } from '../telemetry/log.ts'
import type { Metrics } from '../telemetry/metrics.ts'

const batch = 50

/** Settled bursts become suggest jobs: taking the row and storing the job is one transaction. */
export function makeSettleWork(services: Services, queue: JobQueue): DueWork {
  return {
    name: 'settle',
    topic: 'suggest',
    restMs: 500,
    async run() {
      const now = services.clock.now()
      const nextAt = await nextSettleDueAt(services.database.statement)
      if (nextAt === null || nextAt > now) return { done: 0, nextAt }
      const claimed = await services.database.withPlatform(async tx => {
        const due = await claimDueSettles(tx, now, batch)
        for (const place of due) await queue.enqueue(tx, suggestReplyJob, place)
        return due.length
      })
      if (claimed > 0) queue.nudge(suggestReplyJob.name, claimed)
      return { done: claimed, nextAt: null }
    },
  }
}

/** How long a worker may take over one reply before another tries: longer than any adapter's own time-out. */
const leaseMs = 30_000
const deliverTimeoutMs = 20_000

/** Due outbox rows are leased, tried and recorded. */
export function makeDeliverWork(
  services: Services,
  pipeline: DeliverPipeline,
  announcer: Announcer,
  metrics: Metrics,
): DueWork {
  const deliver = async (place: { tenantId: string; outboundId: string }, signal: AbortSignal) => {
    const loaded = await loadReply(services, place)
    if (loaded === null) return
    const { reply, ...circumstances } = loaded
    const outcome = await pipeline(
      {
        reply: { ...reply, outboundId: reply.id, queuedAt: reply.createdAt },
        ...circumstances,
        now: services.clock.now(),
      },
      { signal: AbortSignal.any([signal, AbortSignal.timeout(deliverTimeoutMs)]) },
    )
    // Stopping in the middle is no verdict: the lease ends and the row falls due again.
    if (outcome.kind === 'retry' && signal.aborted) return
    await recordDelivery(services, place, outcome)
    announcer.typing(reply.conversationId, outcome.kind === 'delayed')
    metrics.repliesDelivered.inc({ channel: reply.channelType, outcome: outcome.kind })
  }
  return {
    name: 'deliver',
    topic: 'deliver',
    restMs: 1000,
    async run(signal) {
      const now = services.clock.now()
      const nextAt = await nextOutboundDueAt(services.database.statement)
      if (nextAt === null || nextAt > now) return { done: 0, nextAt }
      const leaseUntil = new Date(now.getTime() + leaseMs)
      const due = await leaseDueOutbound(services.database.statement, now, leaseUntil, batch)
      await Promise.all(
        due.map(place =>
          inWork({ requestId: place.outboundId, tenantId: place.tenantId }, () => deliver(place, signal)),
        ),
      )
      return { done: due.length, nextAt: null }
    },
  }
}

const housekeepingMs = 15_000
/** Longer than every try of a suggest job together. */
const abandonedMs = 30 * 60_000

/** What time alone brings about: snoozes end, records of runs nobody finishes are closed. */
export function makeHousekeeping(services: Services): DueWork {
  return {
    name: 'housekeeping',
    topic: 'housekeeping',
    restMs: housekeepingMs,
    async run() {
      const { statement } = services.database
      const now = services.clock.now()
      await forgetRateWindows(statement, now)
      await closeAbandonedRuns(statement, new Date(now.getTime() - abandonedMs), now)
      const ended = await findEndedSnoozes(statement, now, batch)
      for (const place of ended) await endSnooze(services, place)
      return { done: ended.length, nextAt: null }
    },
  }
}

const hourMs = 3600_000
const dayMs = 24 * hourMs

/** What is kept for a while and then taken away, and for how long. */
const kept = [
  { days: 7, purge: removeUnverifiedAccounts, size: 20 },
  { days: 7, purge: purgeEmailTokens, size: 500 },
  { days: 0, purge: purgeOidcTickets, size: 500 },
  { days: 30, purge: purgeInvites, size: 500 },
  // A count of wrong tries has been forgiven long before.
  { days: 2, purge: purgeSignInLocks, size: 500 },
  { days: 30, purge: purgeMails, size: 500 },
  { days: 30, purge: pruneSyncLog, size: 1000 },
] as const

/** Takes away what is over, a batch of each kind in a pass, so that nothing waits behind a long deletion. */
export function makePurge(services: Services): DueWork {
  return {
    name: 'purge',
    topic: 'housekeeping',
    restMs: hourMs,
    async run(signal) {
      const now = services.clock.now().getTime()
      let more = 0
      for (const { days, purge, size } of kept) {
        if (signal.aborted) break
        const gone = await purge(services.database.statement, new Date(now - days * dayMs), size)
        if (gone >= size) more += gone
      }
      return { done: more, nextAt: null }
    },
  }
}
