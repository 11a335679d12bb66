import { z } from 'zod'
import { roles } from '../identity/role.policy.ts'
import { shownSecret } from '../identity/shown-secret.ts'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'

/** How long an invitation is good for, days. */
export const inviteDays = 7

const role = z.enum(roles)
/** What an invitation's link carries. */
const token = shownSecret

/** `team.invite` → `inviteView` */
export const inviteInput = z.object({
  email: storedText.trim().toLowerCase().pipe(z.email().max(254)),
  role,
})
/** `team.resendInvite` (a new link; the old one ends) · `team.revokeInvite` → `inviteView` */
export const inviteIdInput = z.object({ id: uuid })

export const inviteStatuses = ['open', 'expired', 'accepted', 'revoked'] as const
export type InviteStatus = (typeof inviteStatuses)[number]

export const inviteView = z.object({
  id: uuid,
  email: z.string(),
  role,
  status: z.enum(inviteStatuses),
  /** Name of who sent it last; null when they are gone. */
  invitedBy: z.string().nullable(),
  sentAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})
export type InviteView = z.infer<typeof inviteView>

/** `team.invites`: newest first, open and expired ones; those accepted or revoked in the last 30 days. → `inviteList` */
export const inviteList = z.object({ items: z.array(inviteView) })
export type InviteList = z.infer<typeof inviteList>

/** `auth.describeInvite`: what the invited person reads before they accept → `inviteOffer` */
export const describeInviteInput = z.object({ token })
export const inviteOffer = z.object({
  tenantName: z.string(),
  email: z.string(),
  role,
  invitedBy: z.string().nullable(),
  expiresAt: z.iso.datetime(),
  /** They sign in, or give their password; a new person chooses a name and a password. */
  accountExists: z.boolean(),
})
export type InviteOffer = z.infer<typeof inviteOffer>

/**
 * `auth.acceptInvite` → `tokenPair` of the new membership. Refused with `token.invalid` for any token that is not good,
 * `auth.invalid` when an existing person neither is signed in as the invited address nor gives its password, and what
 * `auth.login` answers where a second factor is due.
 */
export const acceptInviteInput = z.object({
  token,
  name: storedText.trim().min(1).max(120).optional(),
  password: z.string().min(1).max(1024).optional(),
})
