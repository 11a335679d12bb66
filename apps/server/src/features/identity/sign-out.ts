import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { ApiContext } from '../../api/context.ts'
import { signOutSession } from '../../db/platform-sign-in.repo.ts'
import { wake } from '../../db/wake.ts'
import { recordAudit } from '../audit/index.ts'
import { readRefreshToken } from './session-token.ts'

/** Ends the session of a refresh token. Signing out twice, or with a dead token, is the same as once. */
export async function signOut(
  context: ApiContext,
  fromInput: string | null,
): Promise<Result<{ done: true }>> {
  const token = fromInput ?? context.refreshCookie
  if (token !== null) {
    if (fromInput === null && context.crossSite) return refused('auth.csrf')
    const { services } = context
    const { database, clock } = services
    const ended = await signOutSession(database.statement, readRefreshToken(token).hash, clock.now())
    if (ended !== null) {
      wake('sync')
      const { tenantId, membershipId } = ended
      await database.withTenant(tenantId, tx =>
        recordAudit(services, tx, {
          actorKind: 'member',
          actorId: membershipId,
          action: 'member_signed_out',
          entityType: 'member',
          entityId: membershipId,
        }),
      )
    }
  }
  context.setRefreshCookie(null, 0)
  return ok({ done: true })
}
