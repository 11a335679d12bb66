import type { Role } from '@countersign/shared/identity/role.policy'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import { type InviteView, inviteDays } from '@countersign/shared/team/invite.contract'
import { grantableRoles } from '@countersign/shared/team/team.policy'
import type { Actor } from '../../api/actor.ts'
import { consoleLink } from '../../api/console-links.ts'
import type { ApiContext } from '../../api/context.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { recordAudit } from '../audit/index.ts'
import { saveInvite } from './invite.repo.ts'
import { makeInviteToken } from './invite-token.ts'
import { mailLanguageOf } from './mail-language.ts'
import { toPlace } from './member-view.ts'
import { hasMemberWithEmail, listTeam, lockTeam } from './team.repo.ts'

/** Who asks, and where links lead. */
export interface Inviter {
  readonly services: Services
  readonly actor: Actor
  readonly publicUrl: ApiContext['publicUrl']
}

/** Invites somebody by mail. An open invitation of the same address is renewed: its link ends, its role is the new one. */
export function sendInvite(
  inviter: Inviter,
  input: { email: string; role: Role },
): Promise<Result<InviteView>> {
  const { services, actor } = inviter
  return services.database.withTenant(actor.tenantId, tx =>
    sendInviteInside(inviter, tx, { ...input, action: 'invite_sent' }),
  )
}

/** The same within a transaction that has found out what to send. */
export async function sendInviteInside(
  { services, actor, publicUrl }: Inviter,
  tx: TenantTx,
  input: { email: string; role: Role; action: 'invite_sent' | 'invite_resent' },
): Promise<Result<InviteView>> {
  const { email, role } = input
  const tenant = await lockTeam(tx)
  const sender = (await listTeam(tx)).find(row => row.memberId === actor.memberId)
  // Their role may have changed since the request came in.
  if (sender === undefined || !toPlace(sender).active || !grantableRoles(sender.role).includes(role)) {
    return refused('auth.forbidden')
  }
  if (await hasMemberWithEmail(tx, email)) return refused('invite.already_member')
  const now = services.clock.now()
  const expiresAt = new Date(now.getTime() + inviteDays * 24 * 3600 * 1000)
  const { token, hash } = makeInviteToken()
  const id = await saveInvite(tx, {
    id: services.ids.next(),
    email,
    role,
    tokenHash: hash,
    invitedBy: actor.memberId,
    now,
    expiresAt,
  })
  await services.mail.queue(tx, {
    to: email,
    language: mailLanguageOf(tenant.language),
    content: {
      template: 'invite',
      tenantName: tenant.name,
      invitedBy: sender.name,
      role,
      link: consoleLink(publicUrl, 'invite', token),
      expiresAt: expiresAt.toISOString(),
    },
    idempotencyKey: `invite:${id}:${hash.slice(0, 16)}`,
  })
  await recordAudit(services, tx, {
    actorKind: 'member',
    actorId: actor.memberId,
    action: input.action,
    entityType: 'invite',
    entityId: id,
    metadata: { email, role },
  })
  await recordChanges(tx, [{ type: 'team.updated', entityId: id, conversationId: null }])
  return ok({
    id,
    email,
    role,
    status: 'open',
    invitedBy: sender.name,
    sentAt: now.toISOString(),
    expiresAt: expiresAt.toISOString(),
  })
}
