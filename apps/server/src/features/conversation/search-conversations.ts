import type { ConversationList } from '@countersign/shared/conversation/conversation.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { searchConversationItems } from './conversation.repo.ts'

/** Conversations in which the text occurs: in a message, or in the customer's name or e-mail. */
export async function searchConversations(
  services: Services,
  actor: Actor,
  input: { text: string; limit?: number | undefined },
): Promise<ConversationList> {
  const items = await services.database.readTenant(actor.tenantId, tx =>
    searchConversationItems(tx, input.text, input.limit ?? 50),
  )
  return { items, nextCursor: null }
}
