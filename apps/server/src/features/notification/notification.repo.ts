import type { NotificationContent } from '@countersign/shared/notification/notification.contract'
import { Prisma } from '../../db/generated/client.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

/** Active members with one of the roles. */
export async function listMembersWithRole(tx: TenantTx, roles: readonly string[]): Promise<string[]> {
  const rows = await sqlOf(tx).$queryRaw<{ id: string }[]>`
    SELECT id FROM memberships
    WHERE tenant_id = ${tx.tenantId}::uuid AND disabled_at IS NULL AND role::text = ANY(${[...roles]})`
  return rows.map(row => row.id)
}

export async function insertNotifications(
  tx: TenantTx,
  rows: readonly { id: string; memberId: string }[],
  content: NotificationContent,
  now: Date,
): Promise<void> {
  await sqlOf(tx).notification.createMany({
    data: rows.map(({ id, memberId }) => ({
      id,
      tenantId: tx.tenantId,
      membershipId: memberId,
      kind: content.kind,
      params: content.params,
      createdAt: now,
    })),
  })
}

export interface NotificationRow {
  readonly id: string
  readonly kind: string
  readonly params: unknown
  readonly createdAt: Date
  readonly readAt: Date | null
  readonly unread: number
}

/** A member's newest, each with the number of all their unread ones. */
export async function listNotificationRows(
  tx: TenantTx,
  memberId: string,
  limit: number,
): Promise<NotificationRow[]> {
  return sqlOf(tx).$queryRaw<NotificationRow[]>`
    SELECT id, kind, params, created_at AS "createdAt", read_at AS "readAt",
      (count(*) FILTER (WHERE read_at IS NULL) OVER ())::int AS unread
    FROM notifications WHERE tenant_id = ${tx.tenantId}::uuid AND membership_id = ${memberId}::uuid
    ORDER BY created_at DESC, id DESC LIMIT ${limit}`
}

export async function markNotificationsRead(
  tx: TenantTx,
  memberId: string,
  ids: readonly string[] | null,
  now: Date,
): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE notifications SET read_at = ${now}
    WHERE tenant_id = ${tx.tenantId}::uuid AND membership_id = ${memberId}::uuid AND read_at IS NULL
      ${ids === null ? Prisma.empty : Prisma.sql`AND id = ANY(${[...ids]}::uuid[])`}`
}
