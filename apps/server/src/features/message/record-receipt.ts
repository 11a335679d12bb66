import type { Services } from '../../api/services.ts'
import type { ChannelRoute } from '../../db/platform.repo.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { advanceReceipts } from './message.repo.ts'
import { customerIdOf } from './take-in-message.ts'

/** Notes that the customer's side has received or read replies up to `seq`. Older news than what is known changes nothing. */
export async function recordReceipt(
  services: Services,
  route: ChannelRoute,
  sessionId: string,
  seq: number,
  status: 'delivered' | 'read',
): Promise<void> {
  await services.database.withTenant(route.tenantId, async tx => {
    const moved = await advanceReceipts(tx, route.channelId, customerIdOf(sessionId), seq, status)
    await recordChanges(
      tx,
      moved.map(row => ({
        type: 'message.updated',
        entityId: row.messageId,
        conversationId: row.conversationId,
      })),
    )
  })
}
