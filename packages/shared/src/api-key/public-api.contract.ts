import { z } from 'zod'
import { conversationViews } from '../conversation/conversation.contract.ts'
import { conversationStatuses } from '../conversation/conversation.machine.ts'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'
import { knowledgeUpsertInput } from '../knowledge/knowledge.contract.ts'

const count = (most: number) =>
  z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(most))

/** `GET /api/v1/conversations`; a program has no view of its own. */
export const publicConversationsQuery = z.object({
  view: z.enum(conversationViews).exclude(['mine']).optional(),
  status: z.enum(conversationStatuses).optional(),
  cursor: z.string().max(200).optional(),
  limit: count(200).optional(),
})

export const publicIdParams = z.object({ id: uuid })
/** `GET /api/v1/knowledge/search` */
export const publicSearchQuery = z.object({
  text: storedText.trim().min(1).max(2000),
  limit: count(50).optional(),
})
/** `PUT /api/v1/knowledge/:id`; the whole article, which replaces the stored one. */
export const publicKnowledgeBody = knowledgeUpsertInput.omit({ id: true })
