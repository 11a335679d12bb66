import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { recordAudit } from '../audit/index.ts'
import { move } from './change-conversation.ts'
import { lockConversation, updateConversation } from './conversation.repo.ts'

/** Brings a snoozed conversation back; one that is not snoozed any more is left alone. */
export async function endSnooze(
  services: Services,
  place: { tenantId: string; conversationId: string },
): Promise<void> {
  await services.database.withTenant(place.tenantId, async tx => {
    const conversation = await lockConversation(tx, place.conversationId)
    if (conversation?.status !== 'snoozed') return
    const change = move(conversation, 'snooze_ended', { snoozedUntil: null })
    if (!change.ok || change.value === null) return
    await updateConversation(tx, conversation.id, change.value)
    await recordAudit(services, tx, {
      actorKind: 'system',
      actorId: null,
      action: 'conversation_woken',
      entityType: 'conversation',
      entityId: conversation.id,
    })
    await recordChanges(tx, [
      { type: 'conversation.updated', entityId: conversation.id, conversationId: conversation.id },
    ])
  })
}
