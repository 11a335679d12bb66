import { recordChanges } from '../../db/sync-log.repo.ts'
import { afterCommit, type TenantTx } from '../../db/tenant-tx.ts'
import { wake } from '../../db/wake.ts'
import { settleJudgedDrafts, updateDecisionPolicy } from './policy.repo.ts'

/**
 * What follows from a change to how drafts are made or judged, inside `lockPolicy`: the policy's version counts up, drafts that wait are made again,
 * consoles hear of it.
 */
export async function countPolicyChange(tx: TenantTx, now: Date): Promise<void> {
  await updateDecisionPolicy(tx, {}, now)
  if ((await settleJudgedDrafts(tx, now)) > 0) afterCommit(tx, () => wake('suggest'))
  await recordChanges(tx, [{ type: 'policy.updated', entityId: tx.tenantId, conversationId: null }])
}
