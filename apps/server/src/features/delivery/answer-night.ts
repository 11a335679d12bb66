import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { lockReplyTarget, queueReply } from '../message/index.ts'
import { hasNightReply, type OutboundReply } from './delivery.repo.ts'

/**
 * Tells a customer whose answer is held over the night that it is: in the tenant's own words, once for what they wrote. The
 * settings stand behind these words, and the database holds them to the letter.
 */
export async function answerNight(
  services: Services,
  tx: TenantTx,
  held: OutboundReply,
  text: string,
): Promise<void> {
  const target = await lockReplyTarget(tx, held.conversationId)
  if (target === null || target.lastCustomerSeq > held.approvedCustomerSeq) return
  const idempotencyKey = `night:${held.id}`
  if (await hasNightReply(tx, idempotencyKey)) return
  await queueReply(services, tx, target, {
    text,
    warrant: { kind: 'night_reply' },
    policyVersion: 0,
    idempotencyKey,
  })
}
