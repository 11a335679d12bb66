import {
  type NotificationList,
  notificationContent,
} from '@countersign/shared/notification/notification.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listNotificationRows } from './notification.repo.ts'

/** What the member was told, newest first. A kind this version does not know is left out. */
export async function listNotifications(
  services: Services,
  actor: Actor,
  input: { limit?: number | undefined } | undefined,
): Promise<NotificationList> {
  const rows = await services.database.readTenant(actor.tenantId, tx =>
    listNotificationRows(tx, actor.memberId, input?.limit ?? 30),
  )
  const items = rows.flatMap(({ id, kind, params, createdAt, readAt }) => {
    const content = notificationContent.safeParse({ kind, params })
    if (!content.success) return []
    return [{ ...content.data, id, at: createdAt.toISOString(), read: readAt !== null }]
  })
  return { items, unread: rows[0]?.unread ?? 0 }
}
