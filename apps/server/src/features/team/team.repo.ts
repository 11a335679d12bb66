import type { TeamMember } from '@countersign/shared/identity/team.contract'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export async function listActiveMembers(tx: TenantTx): Promise<TeamMember[]> {
  return sqlOf(tx).$queryRaw<TeamMember[]>`
    SELECT m.id AS "memberId", u.name, u.email, m.role
    FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.disabled_at IS NULL
    ORDER BY u.name`
}
