import { ok } from '@countersign/shared/kernel/result'
import type { Services } from '../api/services.ts'
import type { WebchatDoor } from '../channels/webchat/webchat.routes.ts'
import { routeChannel } from '../db/platform.repo.ts'
import {
  customerIdOf,
  findCustomerConversation,
  readThread,
  recordReceipt,
  takeInMessage,
} from '../features/message/index.ts'
import type { CustomerDoor, Gateway } from '../realtime/gateway.ts'
import { type Log, nameTenant } from '../telemetry/log.ts'
import type { Metrics } from '../telemetry/metrics.ts'

/** Web chat's HTTP routes, answered by the message feature. */
export function makeWebchatDoor(
  services: Services,
  metrics: Metrics,
  log: Log,
  gateway: () => Gateway,
): WebchatDoor {
  return {
    async takeIn(channelKey, input) {
      const taken = await takeInMessage(services, channelKey, input)
      if (!taken.ok) return taken
      const { tenantId, channelId, ...accepted } = taken.value
      nameTenant(tenantId)
      metrics.messagesStored.inc({ channel: 'webchat', duplicate: String(accepted.duplicate) })
      const { conversationId } = accepted
      gateway().join({ channelId, customerId: customerIdOf(input.sessionId), conversationId })
      return ok(accepted)
    },
    async readThread(channelKey, sessionId, after) {
      const thread = await readThread(services, channelKey, sessionId, after)
      if (!thread.ok) return thread
      const { route, messages, newlyReceived } = thread.value
      if (newlyReceived !== null) {
        // What is handed out has been received; noting it does not keep the customer waiting.
        recordReceipt(services, route, sessionId, newlyReceived, 'delivered').catch(error =>
          log.error({ err: error }, 'receipt not recorded'),
        )
      }
      return ok({ messages })
    },
  }
}

/** The customer's side of web chat sockets, answered by the message feature. */
export function makeCustomerDoor(services: Services): CustomerDoor {
  return {
    async resolve(channelKey, sessionId) {
      const route = await routeChannel(services.database.statement, channelKey)
      if (route === null) return null
      const conversationId = await findCustomerConversation(services, route, sessionId)
      return { ...route, customerId: customerIdOf(sessionId), conversationId }
    },
    receive: (place, sessionId, seq, status) => recordReceipt(services, place, sessionId, seq, status),
  }
}
