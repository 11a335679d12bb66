import type { TokenPair } from '@countersign/shared/identity/identity.contract'
import type { SessionMethod } from '@countersign/shared/identity/session.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { ApiContext } from '../../api/context.ts'
import { describeMember } from '../../db/platform.repo.ts'
import { openSession, within } from '../../db/platform-sign-in.repo.ts'
import { recordAudit } from '../audit/index.ts'
import { issueTokens } from './issue-tokens.ts'
import { mailLanguageOf } from './mail-language.ts'
import { makeRefreshToken } from './session-token.ts'

/** Somebody whose password, mailed secret or provider has told who they are, and the membership they will work as. */
export interface ProvenPerson {
  readonly userId: string
  readonly membershipId: string
}

/**
 * Opens a session and issues its tokens. Asks for nothing: whoever calls it has proof, and has asked
 * `secondFactorGate`. Refuses with `auth.invalid` when the membership, the person or the tenant is not open.
 */
export async function openSessionFor(
  context: ApiContext,
  person: ProvenPerson,
  method: SessionMethod,
): Promise<Result<TokenPair>> {
  const { services, device, address } = context
  const { database, clock, ids } = services
  const now = clock.now()
  const member = await describeMember(database.statement, person.membershipId)
  if (member === null || member.userId !== person.userId) return refused('auth.invalid')
  const { token, hash, familyHash } = makeRefreshToken()
  const sessionId = ids.next()
  const opened = await database.withTenant(member.tenantId, async tx => {
    const session = await openSession(within(tx), {
      id: sessionId,
      userId: person.userId,
      membershipId: person.membershipId,
      tokenHash: hash,
      familyHash,
      device,
      address,
      method,
      now,
    })
    if (session === null) return null
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: person.membershipId,
      action: 'member_signed_in',
      entityType: 'member',
      entityId: person.membershipId,
      metadata: { method, device, newDevice: session.newDevice },
    })
    if (session.newDevice) {
      await services.mail.queue(tx, {
        to: member.email,
        language: await mailLanguageOf(tx, member),
        content: {
          template: 'new_device',
          name: member.name,
          device: device ?? '—',
          at: now.toISOString(),
        },
        idempotencyKey: `new_device:${sessionId}`,
      })
    }
    return session
  })
  if (opened === null) return refused('auth.invalid')
  return ok(await issueTokens(context, member, sessionId, token, opened.expiresAt))
}
