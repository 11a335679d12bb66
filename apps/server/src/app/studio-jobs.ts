import { compareOutcomes } from '@countersign/shared/studio/compare-outcomes.policy'
import {
  type StudioTrace,
  type StudioTurn,
  studioOutcome,
  studioTurn,
} from '@countersign/shared/studio/studio.contract'
import { z } from 'zod'
import type { Services } from '../api/services.ts'
import { recordChanges } from '../db/sync-log.repo.ts'
import type { TenantTx } from '../db/tenant-tx.ts'
import {
  findMessage,
  findRun,
  finishMessage,
  finishRunRow,
  insertResult,
  listCaseRows,
  listPath,
  listResultRows,
  toTurns,
} from '../features/studio/index.ts'
import { countSpend, readTrialSituation } from '../features/suggestion/index.ts'
import { runCasesJob } from '../jobs/catalog/run-cases.job.ts'
import { runStudioJob } from '../jobs/catalog/run-studio.job.ts'
import { handleJobs, type JobHandler } from '../jobs/queue.ts'
import type { SuggestPipeline } from '../pipelines/suggest/suggest.types.ts'
import { inWork } from '../telemetry/log.ts'
import { toStudioTrace } from './studio-trace.ts'
import { toSuggestContext } from './suggest-context.ts'

export interface StudioParts {
  readonly services: Services
  readonly pipeline: SuggestPipeline
}

/** Answers one question of the playground with the pipeline that answers customers; asked twice, it is answered once. */
export function makeStudioHandler(parts: StudioParts): JobHandler {
  return handleJobs(runStudioJob, 1, job =>
    inWork({ requestId: job.id, tenantId: job.payload.tenantId }, () =>
      answerStudio(parts, job.payload, job.signal),
    ),
  )
}

async function answerStudio(
  parts: StudioParts,
  { tenantId, messageId }: { tenantId: string; messageId: string },
  signal: AbortSignal,
): Promise<void> {
  const { database } = parts.services
  const turns = await database.withTenant(tenantId, async tx => {
    const message = await findMessage(tx, messageId)
    return message?.status === 'running' ? toTurns(await listPath(tx, messageId)) : null
  })
  if (turns === null) return
  const trace = await tryOut(parts, tenantId, messageId, turns, signal)
  await database.withTenant(tenantId, async tx => {
    const status = trace.outcome.kind === 'failed' ? 'failed' : 'done'
    await finishMessage(tx, messageId, { status, trace, reply: trace.outcome.reply })
    await countTrial(parts.services, tx, trace)
    await recordChanges(tx, [{ type: 'studio.updated', entityId: messageId, conversationId: null }])
  })
}

/** Asks every pinned case again. What is stored already is not asked again, so that a run goes on where it was. */
export function makeCasesHandler(parts: StudioParts): JobHandler {
  return handleJobs(runCasesJob, 1, job =>
    inWork({ requestId: job.id, tenantId: job.payload.tenantId }, () =>
      askCases(parts, job.payload, job.signal),
    ),
  )
}

async function askCases(
  parts: StudioParts,
  { tenantId, runId }: { tenantId: string; runId: string },
  signal: AbortSignal,
): Promise<void> {
  const { services } = parts
  const { database } = services
  const open = await database.withTenant(tenantId, async tx => {
    const run = await findRun(tx, runId)
    if (run?.status !== 'running') return null
    const done = new Set((await listResultRows(tx, runId)).map(result => result.caseId))
    return (await listCaseRows(tx)).filter(one => !done.has(one.id))
  })
  if (open === null) return
  const versions = {
    model: null as string | null,
    promptVersion: null as string | null,
    policyVersion: null as number | null,
  }
  for (const one of open) {
    const turns = z.array(studioTurn).parse(one.turns)
    const trace = await tryOut(parts, tenantId, one.id, turns, signal)
    versions.model ??= trace.model
    versions.promptVersion ??= trace.promptVersion
    versions.policyVersion ??= trace.policyVersion
    await database.withTenant(tenantId, async tx => {
      await insertResult(tx, {
        id: services.ids.next(),
        runId,
        caseId: one.id,
        status: trace.outcome.kind === 'failed' ? 'failed' : 'done',
        outcome: trace.outcome,
        changes: compareOutcomes(studioOutcome.parse(one.expected), trace.outcome),
        ms: Math.round(trace.totalMs),
      })
      await countTrial(services, tx, trace)
    })
  }
  await database.withTenant(tenantId, async tx => {
    await finishRunRow(tx, runId, versions, services.clock.now())
    await recordChanges(tx, [{ type: 'studio.updated', entityId: runId, conversationId: null }])
  })
}

/** What is tried out is paid for like what is asked, and counts towards the same budget. */
function countTrial(services: Services, tx: TenantTx, trace: StudioTrace): Promise<void> {
  const { costMicros, tokensIn, tokensOut } = trace
  return countSpend(services, tx, {
    costMicros,
    tokensIn,
    tokensOut,
    discarded: false,
    now: services.clock.now(),
  })
}

/** One exchange through the pipeline, with the tenant's settings and knowledge as they are now. */
async function tryOut(
  { services, pipeline }: StudioParts,
  tenantId: string,
  id: string,
  turns: readonly StudioTurn[],
  signal: AbortSignal,
) {
  const situation = await services.database.withTenant(tenantId, tx =>
    readTrialSituation(tx, { id, turns }, services.clock.now()),
  )
  const context = toSuggestContext(situation, { runId: id, tenantId, triggerMessageId: id })
  const outcome = await pipeline(context, { signal })
  signal.throwIfAborted()
  return toStudioTrace(outcome, context, situation)
}
