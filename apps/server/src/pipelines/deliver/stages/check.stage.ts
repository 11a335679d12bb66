import type { ApprovedReply } from '../deliver.types.ts'

/**
 * Is the approval still good? A draft was approved as the answer to what the customer had written; once they have
 * written more it answers the wrong question. A person's own words are theirs to send into a moving conversation.
 *
 * @returns a code, or null when it may leave
 */
export function checkStage(reply: ApprovedReply): string | null {
  if (reply.warrant === 'own_message') return null
  return reply.lastCustomerSeq > reply.approvedCustomerSeq ? 'reply.voided_by_newer_message' : null
}
