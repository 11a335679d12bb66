import type { TokenPair } from '@countersign/shared/identity/identity.contract'
import type { ApiContext } from '../../api/context.ts'
import type { MemberRow } from '../../db/platform.repo.ts'
import { toMemberView } from './member-view.ts'
import { sessionSeconds } from './session-token.ts'

/** The pair a client gets; a browser gets the refresh token as a cookie as well. */
export async function issueTokens(
  context: ApiContext,
  member: MemberRow,
  sessionId: string,
  refreshToken: string,
): Promise<TokenPair> {
  const accessToken = await context.auth.sign({
    sub: member.userId,
    tenantId: member.tenantId,
    memberId: member.membershipId,
    role: member.role,
    sessionId,
  })
  context.setRefreshCookie(refreshToken, sessionSeconds)
  return { accessToken, refreshToken, member: toMemberView(member) }
}
