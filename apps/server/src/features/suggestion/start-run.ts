import type { Services } from '../../api/services.ts'
import { type Change, recordChanges } from '../../db/sync-log.repo.ts'
import { readSituation, type Situation } from './read-situation.ts'
import { dropRun, findRunStatus, isDealtWith, openRun } from './run.repo.ts'

/**
 * Opens the record of a run and reads what it works on.
 *
 * @param runId the job's id: the same job tried again is the same run
 * @returns null when there is nothing to do: the conversation is gone, resolved or answered, its last words have been
 * judged, or the run has ended before
 */
export async function startRun(
  services: Services,
  run: { runId: string; tenantId: string; conversationId: string },
): Promise<Situation | null> {
  return services.database.withTenant(run.tenantId, async tx => {
    const status = await findRunStatus(tx, run.runId)
    if (status !== null && status !== 'running' && status !== 'failed') return null
    const situation = await readSituation(tx, run.conversationId, services.clock.now())
    const conversationId = run.conversationId
    const { lastCustomerSeq } = situation ?? { lastCustomerSeq: 0 }
    if (
      situation === null ||
      !situation.waiting ||
      (await isDealtWith(tx, { id: run.runId, conversationId, lastCustomerSeq }))
    ) {
      // A run taken up again found its work done by others.
      if (status !== null) await dropRun(tx, run.runId, services.clock.now())
      if (status === 'running') await recordChanges(tx, [changed(conversationId)])
      return null
    }
    await openRun(tx, {
      id: run.runId,
      conversationId,
      lastCustomerSeq,
      now: services.clock.now(),
    })
    await recordChanges(tx, [changed(conversationId)])
    return situation
  })
}

/** Whether something is being drafted is part of what a console shows of a conversation. */
function changed(conversationId: string): Change {
  return { type: 'conversation.updated', entityId: conversationId, conversationId }
}
