import type { ChannelType } from '@countersign/shared/channel/channel.contract'
import type { HumanDelay } from '@countersign/shared/delivery/human-delay.policy'

/** A reply somebody or an auto-send verdict approved. Only the outbox makes one, and only from a row with an approval. */
export interface ApprovedReply {
  readonly outboundId: string
  readonly messageId: string
  readonly channelType: ChannelType
  readonly channelConfig: unknown
  readonly recipient: string
  readonly idempotencyKey: string
  readonly text: string
  readonly attempts: number
  readonly warrant: 'suggestion' | 'own_message' | 'auto_send' | 'night_reply'
  readonly queuedAt: Date
  /** The customer's last message when the reply was approved, and now. */
  readonly approvedCustomerSeq: number
  readonly lastCustomerSeq: number
}

export interface DeliverContext {
  readonly reply: ApprovedReply
  readonly delay: HumanDelay
  readonly night: boolean
  /** At night, when it may leave: set where the tenant holds automatic replies until it opens. */
  readonly heldUntil: Date | null
  /** A price or a stock the reply names is not what the catalogue says now. */
  readonly outdated: boolean
  readonly now: Date
}

export interface RenderedReply {
  readonly text: string
}

/** What became of one try. `error` is a code. */
export type DeliverOutcome =
  | { readonly kind: 'sent'; readonly platformId: string; readonly receipt: 'sent' | 'delivered' }
  | { readonly kind: 'delayed'; readonly until: Date }
  | { readonly kind: 'retry'; readonly at: Date; readonly error: string }
  | { readonly kind: 'failed'; readonly error: string }
