import { type Result, refused } from '@countersign/shared/kernel/result'
import type { InviteView } from '@countersign/shared/team/invite.contract'
import { lockInvite } from './invite.repo.ts'
import { inviteStatus } from './invite-view.ts'
import { type Inviter, sendInviteInside } from './send-invite.ts'
import { lockTeam } from './team.repo.ts'

/** Sends an invitation that waits, or has run out, once more with a new link. */
export function resendInvite(inviter: Inviter, input: { id: string }): Promise<Result<InviteView>> {
  const { services, actor } = inviter
  return services.database.withTenant(actor.tenantId, async tx => {
    // In the order everybody takes them: the team, then its invitations.
    await lockTeam(tx)
    const invite = await lockInvite(tx, input.id)
    const status = invite === null ? null : inviteStatus(invite, services.clock.now())
    if (invite === null || status === 'accepted' || status === 'revoked') return refused('invite.not_found')
    return sendInviteInside(inviter, tx, { email: invite.email, role: invite.role, action: 'invite_resent' })
  })
}
