import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { trainIntentsJob } from '../../jobs/catalog/train-intents.job.ts'
import { deleteExamplesTaughtFrom } from './intent.repo.ts'

/**
 * Forgets the examples that were taught from a customer's conversations, and learns the intents anew without them.
 *
 * @returns how many were forgotten
 */
export async function forgetExamples(services: Services, tx: TenantTx, customerId: string): Promise<number> {
  const count = await deleteExamplesTaughtFrom(tx, customerId)
  if (count === 0) return 0
  await services.jobs.enqueue(tx, trainIntentsJob, { tenantId: tx.tenantId })
  await recordChanges(tx, [{ type: 'intent.updated', entityId: tx.tenantId, conversationId: null }])
  return count
}
