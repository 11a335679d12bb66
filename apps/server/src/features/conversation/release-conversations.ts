import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { recordAudit } from '../audit/index.ts'
import { unassignConversations } from './conversation.repo.ts'

/** Gives back the open conversations of a member who can no longer answer them, so that somebody else finds them. */
export async function releaseConversations(
  services: Services,
  tx: TenantTx,
  by: { readonly memberId: string },
  memberId: string,
): Promise<void> {
  const released = await unassignConversations(tx, memberId)
  for (const id of released) {
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: by.memberId,
      action: 'conversation_assigned',
      entityType: 'conversation',
      entityId: id,
      metadata: { from: memberId },
    })
  }
  await recordChanges(
    tx,
    released.map(id => ({ type: 'conversation.updated', entityId: id, conversationId: id })),
  )
}
