import { isRetryable } from '@countersign/shared/delivery/retry.policy'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { afterCommit } from '../../db/tenant-tx.ts'
import { wake } from '../../db/wake.ts'
import { recordAudit } from '../audit/index.ts'
import { findFailedOutbound, queueAgain } from './delivery.repo.ts'

/**
 * Tries to deliver a failed reply again, under the key it had: a channel that did take it after all recognises it. What failed
 * because it is no longer the right answer stays failed.
 */
export async function retryDelivery(
  services: Services,
  actor: Actor,
  input: { id: string },
): Promise<Result<{ id: string; deliveryStatus: 'pending' }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const outbound = await findFailedOutbound(tx, input.id)
    if (outbound === null) return refused('message.not_found')
    const { status, error, conversationId } = outbound
    if (status !== 'failed' || !isRetryable(error)) return refused('message.not_retryable', { status, error })
    await queueAgain(tx, outbound.id, input.id, services.clock.now())
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'message_retried',
      entityType: 'message',
      entityId: input.id,
      metadata: { error },
    })
    await recordChanges(tx, [{ type: 'message.updated', entityId: input.id, conversationId }])
    afterCommit(tx, () => wake('deliver'))
    return ok({ id: input.id, deliveryStatus: 'pending' as const })
  })
}
