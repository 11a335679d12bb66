import type { AuditAction } from '@countersign/shared/audit/audit.actions'
import {
  type ConversationEvent,
  type ConversationStatus,
  nextConversationStatus,
} from '@countersign/shared/conversation/conversation.machine'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { recordAudit } from '../audit/index.ts'
import {
  type ConversationChange,
  type LockedConversation,
  lockConversation,
  updateConversation,
} from './conversation.repo.ts'

export interface ChangedConversation {
  readonly id: string
  readonly status: ConversationStatus
}

/**
 * The frame of every change a person makes to a conversation: lock, decide, write, record.
 *
 * `decide` answers with the change, or null when there is nothing to do.
 */
export function changeConversation(
  services: Services,
  actor: Actor,
  id: string,
  action: AuditAction,
  decide: (
    conversation: LockedConversation,
    tx: TenantTx,
  ) => Promise<Result<ConversationChange | null>> | Result<ConversationChange | null>,
): Promise<Result<ChangedConversation>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const conversation = await lockConversation(tx, id)
    if (conversation === null) return refused('conversation.not_found')
    const decided = await decide(conversation, tx)
    if (!decided.ok) return decided
    if (decided.value === null) return ok({ id, status: conversation.status })
    await updateConversation(tx, id, decided.value)
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action,
      entityType: 'conversation',
      entityId: id,
    })
    await recordChanges(tx, [{ type: 'conversation.updated', entityId: id, conversationId: id }])
    return ok({ id, status: decided.value.status ?? conversation.status })
  })
}

/** A move of the state machine as a change; an event that leaves the status as it is changes nothing. */
export function move(
  conversation: LockedConversation,
  event: ConversationEvent,
  also: Omit<ConversationChange, 'status'> = {},
): Result<ConversationChange | null> {
  const next = nextConversationStatus(conversation.status, event)
  if (!next.ok) return next
  return ok({ ...also, status: next.value })
}
