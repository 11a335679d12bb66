import type { ConversationStatus } from '@countersign/shared/conversation/conversation.machine'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { updateConversation } from './conversation.repo.ts'

/** Puts a locked conversation into a status its machine has allowed. */
export async function setConversationStatus(
  tx: TenantTx,
  id: string,
  status: ConversationStatus,
): Promise<void> {
  await updateConversation(tx, id, { status, ...(status === 'snoozed' ? {} : { snoozedUntil: null }) })
}
