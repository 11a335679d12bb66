import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { idempotencyKey, replyText } from '../suggestion/suggestion.contract.ts'

export const sendMessageInput = z.object({ conversationId: uuid, text: replyText, idempotencyKey })

/** Has a failed reply delivered again. */
export const retryMessageInput = z.object({ id: uuid })

export const sentMessageView = z.object({ messageId: uuid, conversationId: uuid })
export type SentMessageView = z.infer<typeof sentMessageView>
