import type { TokenPair } from '@countersign/shared/identity/identity.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { ApiContext } from '../../api/context.ts'
import { describeMember } from '../../db/platform.repo.ts'
import { listOwnTenants, moveSession } from '../../db/platform-sign-in.repo.ts'
import { wake } from '../../db/wake.ts'
import { issueTokens } from './issue-tokens.ts'
import { secondFactorSetupGate } from './second-factor-gate.ts'
import { makeRefreshToken } from './session-token.ts'

/**
 * Goes on as a member of another tenant the person works for. The session moves: its tokens of before end, and its
 * sockets come back in the other tenant's rooms.
 */
export async function switchTenant(
  context: ApiContext,
  actor: Actor,
  input: { tenantId: string },
): Promise<Result<TokenPair>> {
  const { database, clock } = context.services
  const { statement } = database
  const tenants = await listOwnTenants(statement, actor.userId)
  const membershipId = tenants.find(one => one.tenantId === input.tenantId)?.membershipId
  const member = membershipId === undefined ? null : await describeMember(statement, membershipId)
  if (member === null) return refused('tenant.not_found')
  const owed = await secondFactorSetupGate(context, {
    userId: actor.userId,
    membershipId: member.membershipId,
  })
  if (!owed.ok) return owed
  const { token, hash, familyHash } = makeRefreshToken()
  const moved = await moveSession(statement, {
    id: actor.sessionId,
    userId: actor.userId,
    membershipId: member.membershipId,
    tokenHash: hash,
    familyHash,
    now: clock.now(),
  })
  if (moved === null) return refused('tenant.not_found')
  wake('sync')
  return ok(await issueTokens(context, member, actor.sessionId, token, moved.expiresAt))
}
