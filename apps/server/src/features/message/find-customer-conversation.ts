import type { Services } from '../../api/services.ts'
import type { ChannelRoute } from '../../db/platform.repo.ts'
import { findConversationOf } from './message.repo.ts'
import { customerIdOf } from './take-in-message.ts'

/** Which conversation a customer's session is in; null before the first message. */
export async function findCustomerConversation(
  services: Services,
  route: ChannelRoute,
  sessionId: string,
): Promise<string | null> {
  return services.database.readTenant(route.tenantId, tx =>
    findConversationOf(tx, route.channelId, customerIdOf(sessionId)),
  )
}
