import type { Role } from '@countersign/shared/identity/role.policy'
import type { Result } from '@countersign/shared/kernel/result'
import type { TeamMember } from '@countersign/shared/team/team.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordAudit } from '../audit/index.ts'
import { changeMember, onlyMember } from './change-team.ts'
import { revokeInvitesBeyond } from './revoke-invites-beyond.ts'
import { updateRole } from './team.repo.ts'

/** Gives a colleague another role, from their next request on. */
export function changeRole(
  services: Services,
  actor: Actor,
  input: { memberId: string; role: Role },
): Promise<Result<TeamMember>> {
  const { memberId, role } = input
  const changed = changeMember(services, actor, { kind: 'role', memberId, role }, async (tx, { target }) => {
    await updateRole(tx, memberId, role)
    await revokeInvitesBeyond(services, tx, actor, memberId, role)
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'member_role_changed',
      entityType: 'member',
      entityId: memberId,
      metadata: { before: target.role, after: role },
    })
  })
  return onlyMember(changed, memberId)
}
