import { may, type Permission, roles } from '@countersign/shared/identity/role.policy'
import type { NotificationContent } from '@countersign/shared/notification/notification.contract'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { insertNotifications, listMembersWithRole } from './notification.repo.ts'

/** Tells everyone who has the permission, in the transaction of what they are told about. */
export async function notifyMembers(
  services: Services,
  tx: TenantTx,
  permission: Permission,
  content: NotificationContent,
): Promise<void> {
  const members = await listMembersWithRole(
    tx,
    roles.filter(role => may(role, permission)),
  )
  const rows = members.map(memberId => ({ id: services.ids.next(), memberId }))
  if (rows.length === 0) return
  await insertNotifications(tx, rows, content, services.clock.now())
  await recordChanges(
    tx,
    rows.map(({ id }) => ({ type: 'notification.created' as const, entityId: id, conversationId: null })),
  )
}
