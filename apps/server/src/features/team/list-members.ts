import type { TeamMember } from '@countersign/shared/identity/team.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listActiveMembers } from './team.repo.ts'

/** The colleagues one can assign to, by name. */
export async function listMembers(services: Services, actor: Actor): Promise<{ members: TeamMember[] }> {
  return services.database.withTenant(actor.tenantId, async tx => ({ members: await listActiveMembers(tx) }))
}
