import type { ConversationStatus } from '@countersign/shared/conversation/conversation.machine'
import { nextConversationStatus } from '@countersign/shared/conversation/conversation.machine'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { recordAudit } from '../audit/index.ts'
import { setConversationStatus } from '../conversation/index.ts'
import { type EscalationRow, updateEscalation } from './escalation.repo.ts'

/** Writes the end of an escalation whose machine has allowed it; the conversation becomes active again. */
export async function closeEscalation(
  services: Services,
  tx: TenantTx,
  actor: Actor,
  escalation: EscalationRow,
  status: 'handled' | 'dismissed',
  conversationStatus: ConversationStatus | null,
  note: string | null,
): Promise<void> {
  await updateEscalation(tx, escalation.id, {
    status,
    handledById: actor.memberId,
    handledAt: services.clock.now(),
    ...(note === null ? {} : { note }),
  })
  if (conversationStatus !== null) {
    const next = nextConversationStatus(conversationStatus, 'escalation_closed')
    if (next.ok) await setConversationStatus(tx, escalation.conversationId, next.value)
  }
  await recordAudit(services, tx, {
    actorKind: 'member',
    actorId: actor.memberId,
    action: status === 'handled' ? 'escalation_resolved' : 'escalation_dismissed',
    entityType: 'escalation',
    entityId: escalation.id,
  })
  await recordChanges(tx, [
    { type: 'escalation.updated', entityId: escalation.id, conversationId: escalation.conversationId },
    {
      type: 'conversation.updated',
      entityId: escalation.conversationId,
      conversationId: escalation.conversationId,
    },
  ])
}
