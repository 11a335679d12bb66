import { ok, type Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordAudit } from '../audit/index.ts'
import { releaseConversations } from '../conversation/index.ts'
import { changeMember } from './change-team.ts'
import { revokeInvitesBeyond } from './revoke-invites-beyond.ts'
import { updateStanding } from './team.repo.ts'

/**
 * Ends one's own work for the tenant at once, on every device. What one did stays, and whoever looks after the team can
 * let one in again. An owner has to make somebody else the owner before.
 */
export async function leaveTeam(services: Services, actor: Actor): Promise<Result<{ done: true }>> {
  const { memberId } = actor
  const left = await changeMember(services, actor, { kind: 'leave', memberId }, async tx => {
    await updateStanding(tx, memberId, { at: services.clock.now(), reason: null })
    await releaseConversations(services, tx, actor, memberId)
    await revokeInvitesBeyond(services, tx, actor, memberId, null)
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: memberId,
      action: 'member_left',
      entityType: 'member',
      entityId: memberId,
    })
  })
  return left.ok ? ok({ done: true }) : left
}
