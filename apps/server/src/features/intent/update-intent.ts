import type { IntentView } from '@countersign/shared/intent/intent.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { trainIntentsJob } from '../../jobs/catalog/train-intents.job.ts'
import { findIntent, updateIntentRow } from './intent.repo.ts'
import { recordIntent } from './record-intent.ts'

export interface IntentChange {
  readonly id: string
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly active?: boolean | undefined
  readonly position?: number | undefined
}

/** Renames, moves, archives or brings back an intent. Its key stays: suggestions and settings are kept under it. */
export async function updateIntent(
  services: Services,
  actor: Actor,
  input: IntentChange,
): Promise<Result<IntentView>> {
  const { id, ...change } = input
  return services.database.withTenant(actor.tenantId, async tx => {
    const before = await findIntent(tx, id)
    if (before === null) return refused('intent.not_found')
    await updateIntentRow(tx, id, change, services.clock.now())
    const after = await findIntent(tx, id)
    if (after === null) throw new Error('the intent is gone')
    const archived = before.active && !after.active
    await recordIntent(services, tx, actor, archived ? 'intent_archived' : 'intent_updated', id, {
      key: after.key,
    })
    if (before.active !== after.active)
      await services.jobs.enqueue(tx, trainIntentsJob, { tenantId: tx.tenantId })
    return ok(after)
  })
}
