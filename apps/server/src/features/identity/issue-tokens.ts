import type { TokenPair } from '@countersign/shared/identity/identity.contract'
import type { ApiContext } from '../../api/context.ts'
import type { MemberRow } from '../../db/platform.repo.ts'
import { toMemberView } from './member-view.ts'

/** The pair a client gets; a browser gets the refresh token as a cookie as well, for as long as the session may last. */
export async function issueTokens(
  context: ApiContext,
  member: MemberRow,
  sessionId: string,
  refreshToken: string,
  expiresAt: Date,
): Promise<TokenPair> {
  const accessToken = await context.auth.sign({
    sub: member.userId,
    tenantId: member.tenantId,
    memberId: member.membershipId,
    role: member.role,
    sessionId,
  })
  const seconds = Math.max(
    0,
    Math.floor((expiresAt.getTime() - context.services.clock.now().getTime()) / 1000),
  )
  context.setRefreshCookie(refreshToken, seconds)
  return { accessToken, refreshToken, member: toMemberView(member) }
}
