import { autonomyGate } from '@countersign/shared/autonomy/autonomy-gate.policy'
import type { ChannelType } from '@countersign/shared/channel/channel.contract'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { recordAudit } from '../audit/index.ts'
import { notifyMembers } from '../notification/index.ts'
import { findAutonomyTarget, setAutonomyGate } from './autonomy.repo.ts'
import { countRecentDecisions } from './learning.repo.ts'

/**
 * Judges one intent on one channel after a decision about it. The pipeline asks the same rule for itself; what is kept
 * here is when the answer changed, so that nobody has to find out by watching.
 */
export async function judgeAutonomy(
  services: Services,
  tx: TenantTx,
  intent: string,
  channelType: ChannelType,
): Promise<void> {
  const counts = await countRecentDecisions(tx, intent, channelType)
  const gate = autonomyGate(counts, await findAutonomyTarget(tx))
  const now = services.clock.now()
  const before = await setAutonomyGate(tx, { intent, channelType, gate, now })
  // The first judgement of a new intent is that it has earned nothing yet: that is no news.
  if (gate.open === (before?.open ?? false)) return
  const { unchanged, decisions, lowerBound, target, why } = gate
  const facts = { intent, channelType, unchanged, decisions, lowerBound, target, why }
  await notifyMembers(services, tx, 'insight.read', {
    kind: gate.open ? 'autonomy_opened' : 'autonomy_closed',
    params: facts,
  })
  await recordAudit(services, tx, {
    actorKind: 'system',
    actorId: null,
    action: gate.open ? 'autonomy_opened' : 'autonomy_closed',
    entityType: 'autonomy',
    entityId: tx.tenantId,
    metadata: facts,
  })
  await recordChanges(tx, [{ type: 'autonomy.updated', entityId: tx.tenantId, conversationId: null }])
}
