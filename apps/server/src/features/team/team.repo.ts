import type { Role } from '@countersign/shared/identity/role.policy'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface MemberRow {
  readonly memberId: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly joinedAt: Date
  readonly disabledAt: Date | null
  readonly disabledReason: string | null
  /** Shut out of the whole installation. */
  readonly barred: boolean
}

/** Everybody, disabled members too, by name. */
export async function listTeam(tx: TenantTx): Promise<MemberRow[]> {
  return sqlOf(tx).$queryRaw<MemberRow[]>`
    SELECT m.id AS "memberId", u.name, u.email, m.role, m.created_at AS "joinedAt", m.disabled_at AS "disabledAt",
      m.disabled_reason AS "disabledReason", u.disabled_at IS NOT NULL AS barred
    FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.tenant_id = ${tx.tenantId}::uuid
    ORDER BY u.name, m.id`
}

/** Makes changes of a team wait for each other. @returns the tenant's name and language */
export async function lockTeam(tx: TenantTx): Promise<{ name: string; language: string }> {
  const [row] = await sqlOf(tx).$queryRaw<{ name: string; language: string }[]>`
    SELECT name, language FROM tenants WHERE id = ${tx.tenantId}::uuid FOR NO KEY UPDATE`
  if (row === undefined) throw new Error('a member of no tenant')
  return row
}

export async function updateRole(tx: TenantTx, memberId: string, role: Role): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE memberships SET role = ${role}::member_role WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${memberId}::uuid`
}

export async function updateStanding(
  tx: TenantTx,
  memberId: string,
  disabled: { readonly at: Date; readonly reason: string | null } | null,
): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE memberships SET disabled_at = ${disabled?.at ?? null}, disabled_reason = ${disabled?.reason ?? null}
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${memberId}::uuid`
}

export async function insertMember(
  tx: TenantTx,
  member: { id: string; userId: string; role: Role; now: Date },
): Promise<boolean> {
  const { id, userId, role, now } = member
  const stored = await sqlOf(tx).$executeRaw`
    INSERT INTO memberships (id, tenant_id, user_id, role, created_at)
    VALUES (${id}::uuid, ${tx.tenantId}::uuid, ${userId}::uuid, ${role}::member_role, ${now})
    ON CONFLICT (tenant_id, user_id) DO NOTHING`
  return stored > 0
}

export async function hasMemberWithEmail(tx: TenantTx, email: string): Promise<boolean> {
  const rows = await sqlOf(tx).$queryRaw<unknown[]>`
    SELECT 1 FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND u.email = ${email}`
  return rows.length > 0
}
