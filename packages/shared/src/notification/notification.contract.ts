import { z } from 'zod'
import { channelTypes } from '../channel/channel.contract.ts'
import { uuid } from '../kernel/ids.ts'

/** What a member is told about; each kind with what its sentence needs. */
export const notificationContent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['autonomy_opened', 'autonomy_closed']),
    params: z.object({
      intent: z.string(),
      channelType: z.enum(channelTypes),
      unchanged: z.int(),
      decisions: z.int(),
      lowerBound: z.number(),
      target: z.number(),
      why: z.enum(['earned', 'too_few', 'below_target', 'drift']),
    }),
  }),
  z.object({
    kind: z.enum(['budget_warned', 'budget_spent']),
    params: z.object({ spentMicros: z.number(), limitMicros: z.number() }),
  }),
  z.object({
    kind: z.literal('repeat_edit'),
    params: z.object({ itemId: uuid, repeatsId: uuid, intent: z.string().nullable() }),
  }),
])
export type NotificationContent = z.infer<typeof notificationContent>

export const notificationView = z.intersection(
  z.object({ id: uuid, at: z.iso.datetime(), read: z.boolean() }),
  notificationContent,
)
export type NotificationView = z.infer<typeof notificationView>

export const notificationListInput = z.object({ limit: z.int().min(1).max(100).optional() }).optional()
export const notificationList = z.object({ items: z.array(notificationView), unread: z.int() })
export type NotificationList = z.infer<typeof notificationList>

/** Without ids: everything. */
export const notificationReadInput = z.object({ ids: z.array(uuid).max(100).optional() })
