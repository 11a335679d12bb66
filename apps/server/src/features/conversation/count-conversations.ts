import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { countOpenConversations, type ViewCounts } from './conversation.repo.ts'

export function countConversations(services: Services, actor: Actor): Promise<ViewCounts> {
  return services.database.readTenant(actor.tenantId, tx => countOpenConversations(tx, actor.memberId))
}
