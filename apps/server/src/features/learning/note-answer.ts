import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { setFinalAnswer } from './lesson.repo.ts'

/**
 * Notes what a person sent the customer after a draft was refused or handed over: it is what there is to teach. The first answer
 * counts, those after it are about what followed. The conversation must be locked.
 */
export async function noteAnswer(
  services: Services,
  tx: TenantTx,
  answer: { readonly conversationId: string; readonly suggestionId: string | null; readonly text: string },
): Promise<void> {
  const id = await setFinalAnswer(tx, { ...answer, now: services.clock.now() })
  if (id !== null) await recordChanges(tx, [{ type: 'learning.updated', entityId: id, conversationId: null }])
}
