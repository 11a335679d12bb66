import type { WebchatThreadMessage } from '@countersign/shared/channel/webchat.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Services } from '../../api/services.ts'
import { type ChannelRoute, routeChannel } from '../../db/platform.repo.ts'
import { readThreadAfter, type ThreadRow } from './message.repo.ts'
import { customerIdOf } from './take-in-message.ts'

export interface CustomerThread {
  readonly route: ChannelRoute
  readonly messages: WebchatThreadMessage[]
  /** Last reply in this page that the customer had not received before; null when there is none. */
  readonly newlyReceived: number | null
}

/** The customer's view of their thread after `after`. An unknown session has an empty one: it tells nothing. */
export async function readThread(
  services: Services,
  channelKey: string,
  sessionId: string,
  after: number,
): Promise<Result<CustomerThread>> {
  const route = await routeChannel(services.database.statement, channelKey)
  if (route === null) return refused('channel.not_found')
  const rows = await services.database.readTenant(route.tenantId, tx =>
    readThreadAfter(tx, route.channelId, customerIdOf(sessionId), after),
  )
  const fresh = rows.filter(row => row.deliveryStatus === 'sent').map(row => row.seq)
  return ok({ route, messages: rows.map(toThreadMessage), newlyReceived: fresh.at(-1) ?? null })
}

function toThreadMessage(row: ThreadRow): WebchatThreadMessage {
  const messageId = row.externalId?.slice(row.externalId.indexOf(':') + 1)
  return {
    id: row.id,
    from: row.senderKind === 'system' ? 'operator' : row.senderKind,
    text: row.text,
    sentAt: row.sentAt.toISOString(),
    seq: row.seq,
    ...(row.senderKind === 'customer' && messageId !== undefined ? { messageId } : {}),
  }
}
