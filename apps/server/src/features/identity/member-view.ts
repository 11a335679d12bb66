import type { MemberView } from '@countersign/shared/identity/identity.contract'
import { may, permissions } from '@countersign/shared/identity/role.policy'
import type { MemberRow } from '../../db/platform.repo.ts'

export function toMemberView(row: MemberRow): MemberView {
  return {
    id: row.membershipId,
    userId: row.userId,
    tenantId: row.tenantId,
    tenantName: row.tenantName,
    name: row.name,
    email: row.email,
    role: row.role,
    permissions: permissions.filter(permission => may(row.role, permission)),
  }
}
