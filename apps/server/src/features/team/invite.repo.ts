import type { Role } from '@countersign/shared/identity/role.policy'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface InviteRow {
  readonly id: string
  readonly email: string
  readonly role: Role
  readonly tokenHash: string
  readonly invitedBy: string | null
  readonly sentAt: Date
  readonly expiresAt: Date
  readonly acceptedAt: Date | null
  readonly revokedAt: Date | null
}

export interface SentInvite {
  readonly id: string
  readonly email: string
  readonly role: Role
  readonly tokenHash: string
  readonly invitedBy: string
  readonly now: Date
  readonly expiresAt: Date
}

/** Stores an invitation, or renews the open one of its address: the earlier link ends. @returns its id */
export async function saveInvite(tx: TenantTx, invite: SentInvite): Promise<string> {
  const { id, email, role, tokenHash, invitedBy, now, expiresAt } = invite
  const [row] = await sqlOf(tx).$queryRaw<{ id: string }[]>`
    INSERT INTO invites AS i (id, tenant_id, email, role, token_hash, invited_by, sent_at, expires_at, created_at)
    VALUES (${id}::uuid, ${tx.tenantId}::uuid, ${email}, ${role}::member_role, ${tokenHash}, ${invitedBy}::uuid, ${now},
      ${expiresAt}, ${now})
    ON CONFLICT (tenant_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL
    DO UPDATE SET role = excluded.role, token_hash = excluded.token_hash, invited_by = excluded.invited_by,
      sent_at = excluded.sent_at, expires_at = excluded.expires_at
    RETURNING i.id`
  if (row === undefined) throw new Error('an invitation was not stored')
  return row.id
}

/** Newest first: those that wait, and those that ended after `since`. */
export async function listInvites(tx: TenantTx, since: Date): Promise<InviteRow[]> {
  return sqlOf(tx).$queryRaw<InviteRow[]>`
    SELECT i.id, i.email, i.role, i.token_hash AS "tokenHash", u.name AS "invitedBy", i.sent_at AS "sentAt",
      i.expires_at AS "expiresAt", i.accepted_at AS "acceptedAt", i.revoked_at AS "revokedAt"
    FROM invites i
    LEFT JOIN memberships m ON m.tenant_id = i.tenant_id AND m.id = i.invited_by
    LEFT JOIN users u ON u.id = m.user_id
    WHERE i.tenant_id = ${tx.tenantId}::uuid
      AND (i.accepted_at IS NULL AND i.revoked_at IS NULL OR coalesce(i.accepted_at, i.revoked_at) > ${since})
    ORDER BY i.sent_at DESC, i.id DESC LIMIT 500`
}

/** One invitation, which nobody else can change meanwhile. */
export async function lockInvite(tx: TenantTx, id: string): Promise<InviteRow | null> {
  const [row] = await sqlOf(tx).$queryRaw<InviteRow[]>`
    SELECT i.id, i.email, i.role, i.token_hash AS "tokenHash", NULL AS "invitedBy", i.sent_at AS "sentAt",
      i.expires_at AS "expiresAt", i.accepted_at AS "acceptedAt", i.revoked_at AS "revokedAt"
    FROM invites i WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.id = ${id}::uuid FOR UPDATE`
  return row ?? null
}

export async function markInviteAccepted(
  tx: TenantTx,
  id: string,
  memberId: string,
  now: Date,
): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE invites SET accepted_at = ${now}, accepted_by = ${memberId}::uuid
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid`
}

/** Ends open invitations; those somebody sent for roles other than `kept`, or one by its id. @returns which */
export async function markInvitesRevoked(
  tx: TenantTx,
  which: { readonly id: string } | { readonly invitedBy: string; readonly kept: readonly Role[] },
  now: Date,
): Promise<string[]> {
  const id = 'id' in which ? which.id : null
  const invitedBy = 'id' in which ? null : which.invitedBy
  const kept = 'id' in which ? [] : [...which.kept]
  const rows = await sqlOf(tx).$queryRaw<{ id: string }[]>`
    UPDATE invites SET revoked_at = ${now}
    WHERE tenant_id = ${tx.tenantId}::uuid AND accepted_at IS NULL AND revoked_at IS NULL
      AND (id = ${id}::uuid OR invited_by = ${invitedBy}::uuid AND role::text <> ALL (${kept}::text[]))
    RETURNING id`
  return rows.map(row => row.id)
}
