import { type TenantField, type TenantView, tenantView } from '@countersign/shared/tenant/tenant.contract'
import { Prisma } from '../../db/generated/client.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

/** The column of each setting. A setting that is not here does not compile. */
const columns: Readonly<Record<TenantField, Prisma.Sql>> = {
  name: Prisma.sql`name`,
  language: Prisma.sql`language`,
  tone: Prisma.sql`tone`,
  addressStyle: Prisma.sql`address_style`,
  currency: Prisma.sql`currency`,
  timezone: Prisma.sql`timezone`,
  workingHoursStart: Prisma.sql`working_hours_start`,
  workingHoursEnd: Prisma.sql`working_hours_end`,
  workingDays: Prisma.sql`working_days`,
  autoReplyOutsideHours: Prisma.sql`auto_reply_outside_hours`,
  escalationEmail: Prisma.sql`escalation_email`,
  escalationTelegram: Prisma.sql`escalation_telegram`,
  allowDiscounts: Prisma.sql`allow_discounts`,
  maxDiscountPercent: Prisma.sql`max_discount_percent`,
  requireSecondFactor: Prisma.sql`require_second_factor`,
  sessionIdleMinutes: Prisma.sql`session_idle_minutes`,
  sessionAbsoluteMinutes: Prisma.sql`session_absolute_minutes`,
}

const selected = Prisma.join(
  Object.entries(columns).map(([field, column]) => Prisma.sql`${column} AS ${Prisma.raw(`"${field}"`)}`),
)

/** @param lock makes other changes of the settings wait */
export async function findTenant(tx: TenantTx, lock: boolean): Promise<TenantView> {
  const [row] = await sqlOf(tx).$queryRaw<unknown[]>`
    SELECT ${selected}, version FROM tenants WHERE id = ${tx.tenantId}::uuid
    ${lock ? Prisma.sql`FOR NO KEY UPDATE` : Prisma.empty}`
  return tenantView.parse(row)
}

/** Writes settings and counts the change. @returns the new version */
export async function updateTenant(
  tx: TenantTx,
  change: readonly (readonly [TenantField, TenantView[TenantField]])[],
): Promise<void> {
  const assignments = change.map(([field, value]) => Prisma.sql`${columns[field]} = ${value}`)
  await sqlOf(tx).$executeRaw`
    UPDATE tenants SET ${Prisma.join([...assignments, Prisma.sql`version = version + 1`])}
    WHERE id = ${tx.tenantId}::uuid`
}
