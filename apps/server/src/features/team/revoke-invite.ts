import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { InviteView } from '@countersign/shared/team/invite.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { recordAudit } from '../audit/index.ts'
import { lockInvite, markInvitesRevoked } from './invite.repo.ts'
import { toInviteView } from './invite-view.ts'

/** Ends an invitation's link. Ending it twice is the same as once. */
export function revokeInvite(
  services: Services,
  actor: Actor,
  input: { id: string },
): Promise<Result<InviteView>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const invite = await lockInvite(tx, input.id)
    if (invite === null || invite.acceptedAt !== null) return refused('invite.not_found')
    const now = services.clock.now()
    if (invite.revokedAt === null) {
      await markInvitesRevoked(tx, { id: invite.id }, now)
      await recordAudit(services, tx, {
        actorKind: 'member',
        actorId: actor.memberId,
        action: 'invite_revoked',
        entityType: 'invite',
        entityId: invite.id,
      })
      await recordChanges(tx, [{ type: 'team.updated', entityId: invite.id, conversationId: null }])
    }
    return ok(toInviteView({ ...invite, revokedAt: invite.revokedAt ?? now }, now))
  })
}
