import { defaultDelayProfiles } from '@countersign/shared/delivery/human-delay.policy'
import type { ChannelAdapter, ChannelMessage, SendResult } from '../../channels/channel.port.ts'
import type { ApprovedReply, DeliverContext } from './deliver.types.ts'

export const now = new Date('2026-03-02T12:00:00Z')

export const reply: ApprovedReply = {
  outboundId: '019a0000-0000-7000-8000-000000000001',
  messageId: '019a0000-0000-7000-8000-000000000002',
  channelType: 'webchat',
  channelConfig: { style: 'plain' },
  recipient: 'customer-1',
  idempotencyKey: 'suggestion:1',
  text: 'Return postage costs €4.90.',
  attempts: 0,
  warrant: 'suggestion',
  queuedAt: now,
  approvedCustomerSeq: 3,
  lastCustomerSeq: 3,
}

export function contextOf(
  change: Partial<ApprovedReply> = {},
  rest: Partial<DeliverContext> = {},
): DeliverContext {
  return {
    reply: { ...reply, ...change },
    delay: {
      enabled: true,
      profiles: defaultDelayProfiles,
      nightDelayMultiplier: 2,
      minDelayMs: 1000,
      maxDelayMs: 60_000,
    },
    night: false,
    heldUntil: null,
    outdated: false,
    now,
    ...rest,
  }
}

/** A channel that answers as told and remembers what it was given. */
export function tellingAdapter(
  answer: (message: ChannelMessage) => SendResult | Promise<SendResult>,
  textLimit = 4096,
): ChannelAdapter & { readonly given: ChannelMessage[] } {
  const given: ChannelMessage[] = []
  return {
    type: 'webchat',
    textLimit,
    receipts: true,
    given,
    async send(message) {
      given.push(message)
      return answer(message)
    },
  }
}
