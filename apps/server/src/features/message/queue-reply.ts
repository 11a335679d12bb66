import { createHash } from 'node:crypto'
import { nextConversationStatus } from '@countersign/shared/conversation/conversation.machine'
import { bindApproval } from '@countersign/shared/suggestion/bind-approval.policy'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { afterCommit, type TenantTx } from '../../db/tenant-tx.ts'
import { wake } from '../../db/wake.ts'
import { recordAudit } from '../audit/index.ts'
import { setConversationStatus } from '../conversation/index.ts'
import { noteAnswer } from '../learning/index.ts'
import { insertApproval, insertOutboundMessage, type ReplyTarget } from './message.repo.ts'
import { snippetOf } from './snippet.ts'

/** Who or what allows a reply to leave. There is no other way to put a message into the outbox. */
export type ReplyWarrant =
  | { readonly kind: 'suggestion'; readonly memberId: string; readonly suggestionId: string }
  | { readonly kind: 'own_message'; readonly memberId: string }
  | { readonly kind: 'auto_send'; readonly suggestionId: string }
  /** The tenant's own words for the night, as the settings have them. */
  | { readonly kind: 'night_reply' }

export interface Reply {
  readonly text: string
  readonly warrant: ReplyWarrant
  readonly policyVersion: number
  /** Unique in the tenant: the same reply queued twice is refused by the database. */
  readonly idempotencyKey: string
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/**
 * Approves exactly these words for exactly this customer and queues them. The conversation must be locked.
 *
 * @returns the message that will carry them
 */
export async function queueReply(
  services: Services,
  tx: TenantTx,
  target: ReplyTarget,
  reply: Reply,
): Promise<{ messageId: string }> {
  const { ids, clock } = services
  const now = clock.now()
  const { warrant } = reply
  const memberId = 'memberId' in warrant ? warrant.memberId : null
  const suggestionId = 'suggestionId' in warrant ? warrant.suggestionId : null
  const approvalId = ids.next()
  const messageId = ids.next()
  const binding = bindApproval(
    { text: reply.text, attachments: [], recipient: target.recipient, channel: target.channelId },
    { conversationVersion: target.version, policyVersion: reply.policyVersion },
    sha256,
  )
  await insertApproval(tx, {
    id: approvalId,
    conversationId: target.id,
    kind: warrant.kind,
    suggestionId,
    membershipId: memberId,
    textHash: sha256(reply.text),
    contentHash: binding.hash,
    lastCustomerSeq: target.lastCustomerSeq,
    conversationVersion: binding.conversationVersion,
    policyVersion: binding.policyVersion,
  })
  await insertOutboundMessage(tx, target, {
    messageId,
    outboundId: ids.next(),
    approvalId,
    authorId: memberId,
    senderKind: senderOf(warrant),
    text: reply.text,
    snippet: snippetOf(reply.text),
    idempotencyKey: reply.idempotencyKey,
    now,
  })
  const status = nextConversationStatus(target.status, 'reply_sent')
  if (status.ok && status.value !== target.status) await setConversationStatus(tx, target.id, status.value)
  if (memberId !== null) {
    await noteAnswer(services, tx, { conversationId: target.id, suggestionId, text: reply.text })
  }
  await recordAudit(services, tx, {
    actorKind: actorOf(warrant),
    actorId: memberId,
    action: 'message_queued',
    entityType: 'message',
    entityId: messageId,
    metadata: { warrant: warrant.kind, contentHash: binding.hash },
  })
  await recordChanges(tx, [
    { type: 'message.created', entityId: messageId, conversationId: target.id },
    { type: 'conversation.updated', entityId: target.id, conversationId: target.id },
  ])
  afterCommit(tx, () => wake('deliver'))
  return { messageId }
}

function senderOf({ kind }: ReplyWarrant): 'operator' | 'ai' | 'system' {
  if (kind === 'night_reply') return 'system'
  return kind === 'auto_send' ? 'ai' : 'operator'
}

function actorOf({ kind }: ReplyWarrant): 'member' | 'ai' | 'system' {
  if (kind === 'night_reply') return 'system'
  return kind === 'auto_send' ? 'ai' : 'member'
}
