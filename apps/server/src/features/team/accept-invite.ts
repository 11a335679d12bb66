import type { TokenPair } from '@countersign/shared/identity/identity.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { ApiContext } from '../../api/context.ts'
import type { Services } from '../../api/services.ts'
import { findInvite, type InviteRow, registerInvited } from '../../db/platform-team.repo.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { recordAudit } from '../audit/index.ts'
import {
  checkPassword,
  hashPassword,
  openSessionFor,
  refuseWeakPassword,
  secondFactorGate,
} from '../identity/index.ts'
import { lockInvite, markInviteAccepted } from './invite.repo.ts'
import { hashInviteToken } from './invite-token.ts'
import { inviteStatus } from './invite-view.ts'
import { insertMember } from './team.repo.ts'

export interface AcceptInvite {
  readonly token: string
  readonly name?: string | undefined
  readonly password?: string | undefined
}

type Joining =
  | { readonly kind: 'new'; readonly name: string; readonly passwordHash: string }
  | { readonly kind: 'known'; readonly userId: string }

/**
 * Makes the invited person a member and signs them in. The link proves the address; a new person's account is verified
 * by it, an existing one proves besides that it is theirs.
 */
export async function acceptInvite(context: ApiContext, input: AcceptInvite): Promise<Result<TokenPair>> {
  const { services } = context
  const tokenHash = hashInviteToken(input.token)
  const invite = await findInvite(services.database.statement, tokenHash, services.clock.now())
  if (invite === null) return refused('token.invalid')
  const joining =
    invite.userId === null
      ? await openAccount(invite, input)
      : await proveAccount(context, invite.userId, input)
  if (!joining.ok) return joining
  const joined = await join(services, invite, tokenHash, joining.value)
  if (!joined.ok) return joined
  const person = joined.value
  const owed = await secondFactorGate(context, person, 'invite')
  return owed.ok ? openSessionFor(context, person, 'invite') : owed
}

async function openAccount(invite: InviteRow, input: AcceptInvite): Promise<Result<Joining>> {
  const { name, password } = input
  const missing = [...(name === undefined ? ['name'] : []), ...(password === undefined ? ['password'] : [])]
  if (name === undefined || password === undefined) return refused('input.invalid', { missing })
  const weak = await refuseWeakPassword(password, {
    email: invite.email,
    name,
    tenantNames: [invite.tenantName],
  })
  if (weak !== null) return weak
  return ok({ kind: 'new', name, passwordHash: await hashPassword(password) })
}

async function proveAccount(
  context: ApiContext,
  userId: string,
  { password }: AcceptInvite,
): Promise<Result<Joining>> {
  if (context.actor?.userId === userId) return ok({ kind: 'known', userId })
  if (password === undefined) return refused('auth.invalid')
  const proven = await checkPassword(context, userId, password)
  if (!proven.ok) return proven.code === 'auth.wrong_password' ? refused('auth.invalid') : proven
  return ok({ kind: 'known', userId })
}

/** Of those who come with one link at once, one gets in. */
function join(
  services: Services,
  { inviteId, tenantId, tenantLanguage, email }: InviteRow,
  tokenHash: string,
  joining: Joining,
): Promise<Result<{ userId: string; membershipId: string }>> {
  return services.database.withTenant(tenantId, async tx => {
    const now = services.clock.now()
    const invite = await lockInvite(tx, inviteId)
    if (invite === null || invite.tokenHash !== tokenHash || inviteStatus(invite, now) !== 'open') {
      return refused('token.invalid')
    }
    const userId =
      joining.kind === 'known'
        ? joining.userId
        : await registerInvited(tx, {
            id: services.ids.next(),
            email,
            name: joining.name,
            passwordHash: joining.passwordHash,
            language: tenantLanguage,
            now,
          })
    // The address got an account a moment ago: its owner has to prove that it is theirs.
    if (userId === null) return refused('auth.invalid')
    const membershipId = services.ids.next()
    if (!(await insertMember(tx, { id: membershipId, userId, role: invite.role, now }))) {
      return refused('invite.already_member')
    }
    await markInviteAccepted(tx, inviteId, membershipId, now)
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: membershipId,
      action: 'member_joined',
      entityType: 'member',
      entityId: membershipId,
      metadata: { role: invite.role, invite: inviteId },
    })
    await recordChanges(tx, [{ type: 'team.updated', entityId: membershipId, conversationId: null }])
    return ok({ userId, membershipId })
  })
}
