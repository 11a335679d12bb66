import type { ChannelType } from '@countersign/shared/channel/channel.contract'

/** A reply ready to leave, in the channel's own form. */
export interface ChannelMessage {
  readonly messageId: string
  /** Given to the provider, or remembered by the adapter: sending twice with one key delivers once. */
  readonly idempotencyKey: string
  /** The customer as the platform knows them. */
  readonly recipient: string
  readonly text: string
  /** The channel's stored settings; each adapter parses its own. */
  readonly config: unknown
}

/** What the platform said. `error` is a code of the adapter's, for the log and the screen. */
export type SendResult =
  | { readonly kind: 'sent'; readonly platformId: string; readonly receipt: 'sent' | 'delivered' }
  | { readonly kind: 'retry'; readonly error: string; readonly retryAfterMs: number | null }
  | { readonly kind: 'refused'; readonly error: string }

/** One way to reach customers. An adapter knows its platform and nothing of the product. */
export interface ChannelAdapter {
  readonly type: ChannelType
  /** Longest text of one message, in characters. */
  readonly textLimit: number
  /** Whether the platform tells what became of a message. */
  readonly receipts: boolean
  send(message: ChannelMessage, options: { readonly signal: AbortSignal }): Promise<SendResult>
}

export type ChannelRegistry = ReadonlyMap<ChannelType, ChannelAdapter>

/** @throws when two adapters claim one type: a bug in compose */
export function makeChannelRegistry(adapters: readonly ChannelAdapter[]): ChannelRegistry {
  const registry = new Map<ChannelType, ChannelAdapter>()
  for (const adapter of adapters) {
    if (registry.has(adapter.type)) throw new Error(`two adapters for ${adapter.type}`)
    registry.set(adapter.type, adapter)
  }
  return registry
}
