import { retryDelay } from '@countersign/shared/delivery/retry.policy'
import { hashText } from '@countersign/shared/text/hash-text'
import type { ChannelRegistry, SendResult } from '../../channels/channel.port.ts'
import type { DeliverContext, DeliverOutcome } from './deliver.types.ts'
import { checkStage } from './stages/check.stage.ts'
import { delayStage } from './stages/delay.stage.ts'
import { renderStage } from './stages/render.stage.ts'

export type DeliverPipeline = (
  context: DeliverContext,
  options: { readonly signal: AbortSignal },
) => Promise<DeliverOutcome>

export interface DeliverPorts {
  readonly channels: ChannelRegistry
  /** Uniform in 0..1, for retry jitter. */
  readonly random: () => number
}

/** One try to deliver an approved reply: check, render, delay, send. It touches no database; the caller stores the outcome. */
export function createDeliverPipeline(ports: DeliverPorts): DeliverPipeline {
  return async (context, { signal }) => {
    const { reply, now } = context
    const voided = checkStage(context)
    if (voided !== null) return { kind: 'failed', error: voided }
    const adapter = ports.channels.get(reply.channelType)
    if (adapter === undefined) return { kind: 'failed', error: 'channel.no_adapter' }
    const rendered = renderStage(reply, adapter.textLimit)
    if ('error' in rendered) return { kind: 'failed', error: rendered.error }
    const until = delayStage(context, seed => hashText(seed) / 2 ** 32)
    if (until !== null) return { kind: 'delayed', until }
    const result = await adapter
      .send(
        {
          messageId: reply.messageId,
          idempotencyKey: reply.idempotencyKey,
          recipient: reply.recipient,
          text: rendered.text,
          config: reply.channelConfig,
        },
        { signal },
      )
      .catch((): SendResult => ({ kind: 'retry', error: 'channel.unreachable', retryAfterMs: null }))
    switch (result.kind) {
      case 'sent':
        return { kind: 'sent', platformId: result.platformId, receipt: result.receipt }
      case 'refused':
        return { kind: 'failed', error: result.error }
      case 'retry': {
        const wait = retryDelay(reply.attempts + 1, result.retryAfterMs, ports.random)
        if (wait === null) return { kind: 'failed', error: result.error }
        return { kind: 'retry', at: new Date(now.getTime() + wait), error: result.error }
      }
    }
  }
}
