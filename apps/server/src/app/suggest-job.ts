import type { DraftDelta } from '../ai/model.port.ts'
import type { Services } from '../api/services.ts'
import { endRun, startRun } from '../features/suggestion/index.ts'
import { suggestReplyJob } from '../jobs/catalog/suggest-reply.job.ts'
import { handleJobs, type JobHandler, type JobRun } from '../jobs/queue.ts'
import type { SuggestPipeline } from '../pipelines/suggest/suggest.types.ts'
import type { Announcer } from '../realtime/announcer.port.ts'
import type { Log } from '../telemetry/log.ts'
import { inWork } from '../telemetry/log.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { toSuggestContext } from './suggest-context.ts'
import { toRunEnd } from './suggest-record.ts'

type Payload = { tenantId: string; conversationId: string }

export interface SuggestJobParts {
  readonly services: Services
  readonly pipeline: SuggestPipeline
  readonly announcer: Announcer
  readonly metrics: Metrics
  readonly log: Log
}

/** Runs the suggest pipeline for one settled burst: read, judge without a transaction open, store. */
export function makeSuggestHandler(parts: SuggestJobParts, concurrency: number): JobHandler {
  return handleJobs(suggestReplyJob, concurrency, job =>
    inWork({ requestId: job.id, tenantId: job.payload.tenantId }, () => runSuggest(parts, job)),
  )
}

async function runSuggest(parts: SuggestJobParts, job: JobRun<Payload>): Promise<void> {
  const { services, pipeline, announcer, metrics, log } = parts
  const run = { runId: job.id, ...job.payload }
  const situation = await startRun(services, run)
  if (situation === null || situation.triggerMessageId === null) return
  const context = toSuggestContext(situation, { ...run, triggerMessageId: situation.triggerMessageId })
  const writing = announceDraft(announcer, run)
  const outcome = await pipeline(context, { signal: job.signal, onDelta: writing.add })
  job.signal.throwIfAborted()
  const decision = await endRun(services, toRunEnd(outcome, situation))
  writing.end()
  if (decision !== null) metrics.suggestionsStored.inc({ decision })
  metrics.suggestSeconds.observe({ outcome: outcome.kind }, outcome.run.totalMs / 1000)
  for (const { stage, ms } of outcome.run.stages) metrics.stageSeconds.observe({ stage }, ms / 1000)
  // A lost port may come back: thrown, so that the queue tries the same run again later.
  if (outcome.kind === 'failed') {
    log.error({ err: outcome.error, stage: outcome.stage }, 'suggest run failed')
    throw new Error(`the run failed at ${outcome.stage}`)
  }
}

/** Text of the draft so far, told at most every 80 ms: consoles show writing, not characters. */
function announceDraft(
  announcer: Announcer,
  run: { runId: string; tenantId: string; conversationId: string },
): { add: (delta: DraftDelta) => void; end: () => void } {
  const sentences: string[] = []
  let told = 0
  let announced = false
  const tell = (done: boolean) => {
    announced = true
    const text = sentences.filter(Boolean).join(' ')
    announcer.draft(run.tenantId, { conversationId: run.conversationId, runId: run.runId, text, done })
  }
  return {
    add(delta) {
      if (delta.kind === 'reset') sentences.length = 0
      else sentences[delta.sentence] = (sentences[delta.sentence] ?? '') + delta.text
      const now = performance.now()
      if (now - told < 80) return
      told = now
      tell(false)
    },
    end() {
      if (announced) tell(true)
    },
  }
}
