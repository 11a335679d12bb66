import { z } from 'zod'

/** Draft an answer to a conversation's unanswered messages. */
export const suggestReplyJob = {
  name: 'suggest-reply',
  payload: z.object({ tenantId: z.uuid(), conversationId: z.uuid() }),
} as const
