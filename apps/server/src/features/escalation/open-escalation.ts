import type { ConversationStatus } from '@countersign/shared/conversation/conversation.machine'
import { nextConversationStatus } from '@countersign/shared/conversation/conversation.machine'
import { rankEscalation } from '@countersign/shared/escalation/rank-escalation.policy'
import type { EscalationReason } from '@countersign/shared/suggestion/suggestion.codes'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { recordAudit } from '../audit/index.ts'
import { setConversationStatus } from '../conversation/index.ts'
import { findOpenEscalation, insertEscalation } from './escalation.repo.ts'
import { tellEscalation } from './tell-escalation.ts'

export interface OpenEscalation {
  readonly reason: EscalationReason
  readonly summary: string | null
  readonly suggestedResponse: string | null
  readonly clarificationNeeded: string | null
  readonly suggestionId: string | null
  readonly by: { readonly kind: 'ai' } | { readonly kind: 'member'; readonly memberId: string }
}

/**
 * Puts a locked conversation into the escalation queue. A conversation is in it once: a second reason while it is
 * there changes nothing.
 *
 * @returns the open escalation
 */
export async function openEscalation(
  services: Services,
  tx: TenantTx,
  conversation: { readonly id: string; readonly status: ConversationStatus },
  input: OpenEscalation,
): Promise<string | null> {
  const { by, ...fields } = input
  const id = services.ids.next()
  const added = await insertEscalation(tx, {
    id,
    conversationId: conversation.id,
    ...fields,
    priority: rankEscalation(input.reason),
    now: services.clock.now(),
  })
  if (!added) return (await findOpenEscalation(tx, conversation.id))?.id ?? null
  const status = nextConversationStatus(conversation.status, 'escalated')
  if (status.ok && status.value !== conversation.status) {
    await setConversationStatus(tx, conversation.id, status.value)
  }
  await recordAudit(services, tx, {
    actorKind: by.kind,
    actorId: by.kind === 'member' ? by.memberId : null,
    action: 'conversation_escalated',
    entityType: 'escalation',
    entityId: id,
    metadata: { reason: input.reason },
  })
  await tellEscalation(services, tx, { id, reason: input.reason })
  await recordChanges(tx, [
    { type: 'escalation.created', entityId: id, conversationId: conversation.id },
    { type: 'conversation.updated', entityId: conversation.id, conversationId: conversation.id },
  ])
  return id
}
