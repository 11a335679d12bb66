import type { badReplies, badRepliesInput } from '@countersign/shared/insight/insight.contract'
import { keyMask, replayStepOf } from '@countersign/shared/insight/replay-thresholds.policy'
import type { z } from 'zod'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listBadReplyRows } from './insight.repo.ts'

/** Which drafts that people changed or refused would have gone out under these thresholds. */
export async function listBadReplies(
  services: Services,
  actor: Actor,
  input: z.output<typeof badRepliesInput>,
): Promise<z.infer<typeof badReplies>> {
  const rows = await services.database.readTenant(actor.tenantId, tx =>
    listBadReplyRows(tx, {
      from: new Date(input.from),
      to: new Date(input.to),
      intent: input.intent ?? null,
      // Below t_escalate nothing is sent, even where t_auto is lower still.
      step: replayStepOf(Math.max(input.tAuto, input.tEscalate)),
      ignoredMask: keyMask(input.ignoredKeys),
      limit: input.limit,
    }),
  )
  return { items: rows.map(row => ({ ...row, at: row.at.toISOString() })) }
}
