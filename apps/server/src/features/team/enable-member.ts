import type { Result } from '@countersign/shared/kernel/result'
import type { TeamMember } from '@countersign/shared/team/team.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordAudit } from '../audit/index.ts'
import { changeMember, onlyMember } from './change-team.ts'
import { updateStanding } from './team.repo.ts'

/** Lets a disabled colleague in again, with the role they had. */
export function enableMember(
  services: Services,
  actor: Actor,
  input: { memberId: string },
): Promise<Result<TeamMember>> {
  const { memberId } = input
  const changed = changeMember(services, actor, { kind: 'enable', memberId }, async tx => {
    await updateStanding(tx, memberId, null)
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'member_enabled',
      entityType: 'member',
      entityId: memberId,
    })
  })
  return onlyMember(changed, memberId)
}
