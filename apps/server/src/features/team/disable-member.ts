import type { Result } from '@countersign/shared/kernel/result'
import type { TeamMember } from '@countersign/shared/team/team.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordAudit } from '../audit/index.ts'
import { releaseConversations } from '../conversation/index.ts'
import { changeMember, onlyMember } from './change-team.ts'
import { revokeInvitesBeyond } from './revoke-invites-beyond.ts'
import { updateStanding } from './team.repo.ts'

/**
 * Shuts a colleague out at once. What they did stays theirs; the invitations they sent end, and the open conversations
 * they had are everybody's again.
 */
export function disableMember(
  services: Services,
  actor: Actor,
  input: { memberId: string; reason: string },
): Promise<Result<TeamMember>> {
  const { memberId, reason } = input
  const changed = changeMember(services, actor, { kind: 'disable', memberId }, async tx => {
    await updateStanding(tx, memberId, { at: services.clock.now(), reason })
    await releaseConversations(services, tx, actor, memberId)
    await revokeInvitesBeyond(services, tx, actor, memberId, null)
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'member_disabled',
      entityType: 'member',
      entityId: memberId,
      metadata: { reason },
    })
  })
  return onlyMember(changed, memberId)
}
