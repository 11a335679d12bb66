import { replyTextLimit } from '@countersign/shared/suggestion/suggestion.contract'
import type { ChannelAdapter } from '../channel.port.ts'

/**
 * Web chat has no platform to call: a reply has left when the thread the customer reads holds it, and marking it sent
 * is what puts it there. Sending twice is therefore the same as sending once.
 */
export const webchatAdapter: ChannelAdapter = {
  type: 'webchat',
  textLimit: replyTextLimit,
  receipts: true,
  async send(message) {
    return { kind: 'sent', platformId: message.messageId, receipt: 'sent' }
  },
}
