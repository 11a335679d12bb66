import type { OwnTenants } from '@countersign/shared/identity/session.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listOwnTenants } from '../../db/platform-sign-in.repo.ts'

/** The tenants the person works for, by name. */
export async function listTenants(services: Services, actor: Actor): Promise<OwnTenants> {
  const rows = await listOwnTenants(services.database.statement, actor.userId)
  return {
    tenants: rows.map(({ tenantId, tenantName, membershipId, role }) => ({
      tenantId,
      tenantName,
      memberId: membershipId,
      role,
      current: membershipId === actor.memberId,
    })),
  }
}
