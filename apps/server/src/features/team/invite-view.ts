import type { InviteStatus, InviteView } from '@countersign/shared/team/invite.contract'
import type { InviteRow } from './invite.repo.ts'

export function inviteStatus(row: InviteRow, now: Date): InviteStatus {
  if (row.acceptedAt !== null) return 'accepted'
  if (row.revokedAt !== null) return 'revoked'
  return row.expiresAt > now ? 'open' : 'expired'
}

export function toInviteView(row: InviteRow, now: Date): InviteView {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    status: inviteStatus(row, now),
    invitedBy: row.invitedBy,
    sentAt: row.sentAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }
}
