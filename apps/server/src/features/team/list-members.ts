import { may } from '@countersign/shared/identity/role.policy'
import type { TeamList } from '@countersign/shared/team/team.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { describeTeam } from '../../db/platform-team.repo.ts'
import { toPlace, toTeamMember } from './member-view.ts'
import { listTeam } from './team.repo.ts'

/** The colleagues one can assign to, by name; with how they stand, to those who look after the tenant. */
export function listMembers(
  services: Services,
  actor: Actor,
  input: { readonly withDisabled?: boolean | undefined } = {},
): Promise<TeamList> {
  const seesStanding = may(actor.role, 'settings.write')
  return services.database.withTenant(actor.tenantId, async tx => {
    const rows = await listTeam(tx)
    const standings = seesStanding ? await describeTeam(tx) : null
    const all = seesStanding && input.withDisabled === true
    return {
      members: rows.filter(row => all || toPlace(row).active).map(row => toTeamMember(row, standings)),
    }
  })
}
