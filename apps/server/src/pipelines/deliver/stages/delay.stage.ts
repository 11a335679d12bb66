import { humanDelay } from '@countersign/shared/delivery/human-delay.policy'
import type { DeliverContext } from '../deliver.types.ts'

/**
 * When an automatic reply may leave, at a person's pace; null: now. What a person sent has taken its time already.
 * The random part is drawn from the message's id, so that asking again gives the same moment.
 */
export function delayStage(context: DeliverContext, draw: (seed: string) => number): Date | null {
  const { reply, delay, night, heldUntil, now } = context
  if (reply.warrant !== 'auto_send') return null
  if (heldUntil !== null && heldUntil > now) return heldUntil
  let step = 0
  const random = () => draw(`${reply.messageId}:${step++}`)
  const until = new Date(reply.queuedAt.getTime() + humanDelay(reply.text, delay, night, random))
  return until > now ? until : null
}
