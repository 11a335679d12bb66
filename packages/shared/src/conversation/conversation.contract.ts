import { z } from 'zod'
import { channelType } from '../channel/channel.contract.ts'
import { attachment } from '../channel/webchat.contract.ts'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'
import { decisions } from '../suggestion/suggestion.codes.ts'
import { suggestionView } from '../suggestion/suggestion.contract.ts'
import { conversationStatuses } from './conversation.machine.ts'

export const conversationViews = ['mine', 'unassigned', 'approval', 'escalated', 'all'] as const
export type ConversationListView = (typeof conversationViews)[number]

export const conversationListInput = z
  .object({
    view: z.enum(conversationViews).optional(),
    status: z.enum(conversationStatuses).optional(),
    /** Only what somebody still has to look after: neither resolved nor snoozed. */
    open: z.boolean().optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).optional(),
  })
  .optional()

export const conversationItem = z.object({
  id: uuid,
  customerName: z.string(),
  channelType,
  status: z.enum(conversationStatuses),
  lastMessageAt: z.iso.datetime(),
  unreadCount: z.int(),
  snippet: z.string(),
  lastFrom: z.enum(['customer', 'operator', 'ai', 'system']).nullable(),
  intent: z.string().nullable(),
  /** The live suggestion, when there is one; drives "Draft ready". */
  pendingSuggestionId: uuid.nullable(),
  lastDecision: z.enum(decisions).nullable(),
  assignee: z.object({ memberId: uuid, name: z.string() }).nullable(),
  language: z.string().nullable(),
})
export type ConversationItem = z.infer<typeof conversationItem>

export const conversationList = z.object({
  items: z.array(conversationItem),
  nextCursor: z.string().nullable(),
})
export type ConversationList = z.infer<typeof conversationList>

/** Open conversations per view, for the navigation. */
export const conversationCounts = z.object({
  mine: z.int(),
  unassigned: z.int(),
  approval: z.int(),
  escalated: z.int(),
  all: z.int(),
})

export const conversationGetInput = z.object({ id: uuid })
export const conversationSearchInput = z.object({
  text: storedText.trim().min(1).max(200),
  limit: z.int().min(1).max(100).optional(),
})
/** `memberId` null: nobody. */
export const conversationAssignInput = z.object({ id: uuid, memberId: uuid.nullable() })
export const conversationSnoozeInput = z.object({ id: uuid, until: z.iso.datetime() })
export const conversationMoveInput = z.object({ id: uuid })

export const deliveryStatuses = ['pending', 'sent', 'delivered', 'read', 'failed'] as const

export const messageView = z.object({
  id: uuid,
  seq: z.int(),
  direction: z.enum(['inbound', 'outbound']),
  from: z.enum(['customer', 'operator', 'ai', 'system']),
  author: z.object({ memberId: uuid, name: z.string() }).nullable(),
  text: z.string(),
  attachments: z.array(attachment),
  /** Null on inbound messages. */
  deliveryStatus: z.enum(deliveryStatuses).nullable(),
  sentAt: z.iso.datetime(),
})
export type MessageView = z.infer<typeof messageView>

export const conversationDetail = z.object({
  conversation: z.object({
    id: uuid,
    status: z.enum(conversationStatuses),
    /** In force; `ownMode` is what was chosen for this conversation, null when its channel or tenant decides. */
    mode: z.enum(['learning', 'semi_auto', 'auto']),
    ownMode: z.enum(['learning', 'semi_auto', 'auto']).nullable(),
    aiEnabled: z.boolean(),
    channelType,
    channelName: z.string(),
    language: z.string().nullable(),
    unreadCount: z.int(),
    version: z.int(),
    assignee: z.object({ memberId: uuid, name: z.string() }).nullable(),
    lastMessageAt: z.iso.datetime(),
    snoozedUntil: z.iso.datetime().nullable(),
    /** True while a run is settling or drafting: the card shows that something is coming. */
    drafting: z.boolean(),
  }),
  customer: z.object({
    id: uuid,
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    tags: z.array(z.string()),
    since: z.iso.datetime(),
    conversationCount: z.int(),
  }),
  /** The newest 200 messages, oldest first. */
  messages: z.array(messageView),
  suggestion: suggestionView.nullable(),
  /** The open escalation, when there is one. */
  escalation: z
    .object({
      id: uuid,
      reason: z.string(),
      summary: z.string().nullable(),
      status: z.enum(['pending', 'claimed']),
      claimedBy: z.object({ memberId: uuid, name: z.string() }).nullable(),
    })
    .nullable(),
})
export type ConversationDetail = z.infer<typeof conversationDetail>
