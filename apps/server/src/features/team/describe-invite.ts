import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { InviteOffer } from '@countersign/shared/team/invite.contract'
import type { Services } from '../../api/services.ts'
import { findInvite } from '../../db/platform-team.repo.ts'
import { hashInviteToken } from './invite-token.ts'

/** What somebody with an invitation's link is offered. */
export async function describeInvite(services: Services, token: string): Promise<Result<InviteOffer>> {
  const invite = await findInvite(services.database.statement, hashInviteToken(token), services.clock.now())
  if (invite === null) return refused('token.invalid')
  return ok({
    tenantName: invite.tenantName,
    email: invite.email,
    role: invite.role,
    invitedBy: invite.invitedBy,
    expiresAt: invite.expiresAt.toISOString(),
    accountExists: invite.userId !== null,
  })
}
