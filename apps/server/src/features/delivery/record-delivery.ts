import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { afterCommit } from '../../db/tenant-tx.ts'
import { wake } from '../../db/wake.ts'
import { recordAudit } from '../audit/index.ts'
import { settleAgain } from '../suggestion/index.ts'
import { findOutbound, markFailed, markSent, putOff } from './delivery.repo.ts'

/** What one try came to. `error` is a code. */
export type DeliveryResult =
  | { readonly kind: 'sent'; readonly platformId: string; readonly receipt: 'sent' | 'delivered' }
  | { readonly kind: 'delayed'; readonly until: Date }
  | { readonly kind: 'retry'; readonly at: Date; readonly error: string }
  | { readonly kind: 'failed'; readonly error: string }

/** Stores what a try came to. A row that is not pending any more is left as it is: somebody else was faster. */
export async function recordDelivery(
  services: Services,
  place: { tenantId: string; outboundId: string },
  result: DeliveryResult,
): Promise<void> {
  await services.database.withTenant(place.tenantId, async tx => {
    const now = services.clock.now()
    if (result.kind === 'delayed') {
      await putOff(tx, place.outboundId, { nextAttemptAt: result.until, error: null, counts: false, now })
      return
    }
    if (result.kind === 'retry') {
      await putOff(tx, place.outboundId, {
        nextAttemptAt: result.at,
        error: result.error,
        counts: true,
        now,
      })
      return
    }
    const reply = await findOutbound(tx, place.outboundId)
    if (reply === null) return
    const moved =
      result.kind === 'sent'
        ? await markSent(tx, reply, { platformId: result.platformId, status: result.receipt, now })
        : await markFailed(tx, reply, result.error, now)
    if (!moved) return
    if (result.kind === 'failed' && result.error === 'reply.catalogue_changed') {
      // Nobody has looked at it and it is not true any more: the customer still waits for an answer.
      await settleAgain(tx, reply.conversationId, now)
      afterCommit(tx, () => wake('suggest'))
    }
    await recordAudit(services, tx, {
      actorKind: 'system',
      actorId: null,
      action: result.kind === 'sent' ? 'message_sent' : 'message_failed',
      entityType: 'message',
      entityId: reply.messageId,
      metadata:
        result.kind === 'sent'
          ? { contentHash: reply.contentHash, platformId: result.platformId }
          : { error: result.error },
    })
    await recordChanges(tx, [
      { type: 'message.updated', entityId: reply.messageId, conversationId: reply.conversationId },
      {
        type: 'conversation.updated',
        entityId: reply.conversationId,
        conversationId: reply.conversationId,
      },
    ])
  })
}
