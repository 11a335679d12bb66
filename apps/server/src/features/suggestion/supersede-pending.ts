import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { clearPendingSuggestion, closeSuggestion, findPendingSuggestion } from './suggestion.repo.ts'

/** Voids the live draft of a locked conversation, if it has one. */
export async function supersedePending(
  services: Services,
  tx: TenantTx,
  conversationId: string,
): Promise<void> {
  const id = await findPendingSuggestion(tx, conversationId)
  if (id === null) return
  await closeSuggestion(tx, id, 'superseded', services.clock.now())
  await clearPendingSuggestion(tx, conversationId)
  await recordChanges(tx, [{ type: 'suggestion.updated', entityId: id, conversationId }])
}
