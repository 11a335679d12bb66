import { z } from 'zod'
import { channelType } from '../channel/channel.contract.ts'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'
import { escalationReasons } from '../suggestion/suggestion.codes.ts'
import { idempotencyKey, replyText } from '../suggestion/suggestion.contract.ts'
import { escalationStatuses } from './escalation.machine.ts'

export const escalationListInput = z
  .object({ status: z.enum(escalationStatuses).optional(), limit: z.int().min(1).max(200).optional() })
  .optional()
export const escalationClaimInput = z.object({ id: uuid })
/** With `text`, the reply is sent to the customer as the member's own message in the same transaction. */
export const escalationHandleInput = z.object({
  id: uuid,
  text: replyText.optional(),
  idempotencyKey: idempotencyKey.optional(),
})
export const escalationDismissInput = z.object({ id: uuid, reason: storedText.trim().min(1).max(1000) })

export const escalationView = z.object({
  id: uuid,
  conversationId: uuid,
  suggestionId: uuid.nullable(),
  customerName: z.string(),
  channelType,
  reason: z.enum(escalationReasons),
  summary: z.string().nullable(),
  suggestedResponse: z.string().nullable(),
  clarificationNeeded: z.string().nullable(),
  status: z.enum(escalationStatuses),
  priority: z.int(),
  dueAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  claimedBy: z.object({ memberId: uuid, name: z.string() }).nullable(),
  handledBy: z.object({ memberId: uuid, name: z.string() }).nullable(),
})
export type EscalationView = z.infer<typeof escalationView>
export const escalationList = z.object({ items: z.array(escalationView) })
