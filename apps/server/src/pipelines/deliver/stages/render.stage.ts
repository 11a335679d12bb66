import type { ApprovedReply, RenderedReply } from '../deliver.types.ts'

/**
 * The approved words as the channel takes them. They are never cut: a reply that does not fit fails where a person
 * sees it.
 *
 * @returns a code when it does not fit
 */
export function renderStage(reply: ApprovedReply, textLimit: number): RenderedReply | { error: string } {
  if (reply.text.length > textLimit) return { error: 'reply.too_long_for_channel' }
  return { text: reply.text }
}
