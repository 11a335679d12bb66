import type { ConversationDetail } from '@countersign/shared/conversation/conversation.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { describeOpenEscalation } from '../escalation/index.ts'
import { describeSuggestion } from '../suggestion/index.ts'
import { findConversationDetail, listNewestMessages, toPerson } from './conversation.repo.ts'

const newest = 200

/** Everything the thread and its context column show, read in one transaction. */
export function getConversation(
  services: Services,
  actor: Pick<Actor, 'tenantId' | 'language'>,
  id: string,
): Promise<Result<ConversationDetail>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const row = await findConversationDetail(tx, id)
    if (row === null) return refused('conversation.not_found')
    const messages = await listNewestMessages(tx, id, newest)
    const suggestion =
      row.pendingSuggestionId === null
        ? null
        : await describeSuggestion(tx, row.pendingSuggestionId, actor.language)
    const escalation = row.status === 'escalated' ? await describeOpenEscalation(tx, id) : null
    return ok({
      conversation: {
        id: row.id,
        status: row.status,
        mode: row.mode,
        ownMode: row.ownMode,
        aiEnabled: row.aiEnabled,
        channelType: row.channelType,
        channelName: row.channelName,
        language: row.language,
        unreadCount: row.unreadCount,
        version: row.version,
        assignee: toPerson(row.assigneeId, row.assigneeName),
        lastMessageAt: row.lastMessageAt.toISOString(),
        snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
        drafting: row.drafting,
      },
      customer: {
        id: row.customerId,
        name: row.customerName,
        email: row.customerEmail,
        phone: row.customerPhone,
        tags: row.customerTags,
        since: row.customerSince.toISOString(),
        conversationCount: row.conversationCount,
      },
      messages,
      suggestion,
      escalation,
    })
  })
}
