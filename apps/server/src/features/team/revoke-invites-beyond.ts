import type { Role } from '@countersign/shared/identity/role.policy'
import { grantableRoles } from '@countersign/shared/team/team.policy'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { recordAudit } from '../audit/index.ts'
import { markInvitesRevoked } from './invite.repo.ts'

/**
 * Ends the open invitations somebody sent that they could not send any more: an invitation is good as long as its
 * sender's word is.
 *
 * @param role the sender's new one; null: they are disabled
 */
export async function revokeInvitesBeyond(
  services: Services,
  tx: TenantTx,
  actor: Actor,
  memberId: string,
  role: Role | null,
): Promise<void> {
  const kept = role === null ? [] : grantableRoles(role)
  for (const id of await markInvitesRevoked(tx, { invitedBy: memberId, kept }, services.clock.now())) {
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'invite_revoked',
      entityType: 'invite',
      entityId: id,
    })
  }
}
