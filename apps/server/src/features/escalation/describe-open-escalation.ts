import type { ConversationDetail } from '@countersign/shared/conversation/conversation.contract'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { findOpenEscalation } from './escalation.repo.ts'

/** What the thread shows of its open escalation; null when there is none. */
export async function describeOpenEscalation(
  tx: TenantTx,
  conversationId: string,
): Promise<ConversationDetail['escalation']> {
  const row = await findOpenEscalation(tx, conversationId)
  if (row === null || (row.status !== 'pending' && row.status !== 'claimed')) return null
  return {
    id: row.id,
    reason: row.reason,
    summary: row.summary,
    status: row.status,
    claimedBy: row.claimedById === null ? null : { memberId: row.claimedById, name: row.claimedByName ?? '' },
  }
}
