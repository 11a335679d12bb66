import type { DeliverContext } from '../deliver.types.ts'

/**
 * Is the approval still good? A draft was approved as the answer to what the customer had written; once they have
 * written more it answers the wrong question. What nobody looked at must also still be true when it leaves. A person's own
 * words are theirs to send into a moving conversation.
 *
 * @returns a code, or null when it may leave
 */
export function checkStage({ reply, outdated }: DeliverContext): string | null {
  if (reply.warrant === 'own_message') return null
  if (reply.lastCustomerSeq > reply.approvedCustomerSeq) return 'reply.voided_by_newer_message'
  return reply.warrant === 'auto_send' && outdated ? 'reply.catalogue_changed' : null
}
