import type { Role } from '@countersign/shared/identity/role.policy'
import { sqlOf } from './sql-of.ts'
import type { StatementRunner, TenantTx } from './tenant-tx.ts'

/** What a tenant may know of its members besides their own rows. The function reads the transaction's tenant alone. */
export interface StandingRow {
  readonly memberId: string
  readonly lastSeenAt: Date | null
  readonly secondFactor: boolean
}

export async function describeTeam(tx: TenantTx): Promise<StandingRow[]> {
  return sqlOf(tx).$queryRaw<StandingRow[]>`
    SELECT d.membership_id AS "memberId", d.last_seen_at AS "lastSeenAt", d.second_factor AS "secondFactor"
    FROM describe_team() d`
}

export interface InviteRow {
  readonly inviteId: string
  readonly tenantId: string
  readonly tenantName: string
  readonly tenantLanguage: string
  readonly email: string
  readonly role: Role
  readonly invitedBy: string
  readonly expiresAt: Date
  /** The account its address has; null: none. */
  readonly userId: string | null
}

/** The invitation a token opens, while it can be accepted. */
export async function findInvite(
  run: StatementRunner,
  tokenHash: string,
  now: Date,
): Promise<InviteRow | null> {
  const [row] = await run<InviteRow>(
    `SELECT f.invite_id AS "inviteId", f.tenant_id AS "tenantId", f.tenant_name AS "tenantName",
       f.tenant_language AS "tenantLanguage", f.email, f.role, f.invited_by AS "invitedBy",
       f.expires_at AS "expiresAt", f.user_id AS "userId"
     FROM find_invite($1, $2) f`,
    [tokenHash, now],
  )
  return row ?? null
}

/** @returns the account; null when the address has one by now that is somebody's */
export async function registerInvited(
  tx: TenantTx,
  person: { id: string; email: string; name: string; passwordHash: string; language: string; now: Date },
): Promise<string | null> {
  const { id, email, name, passwordHash, language, now } = person
  const [row] = await sqlOf(tx).$queryRaw<{ userId: string | null }[]>`
    SELECT register_invited(${id}::uuid, ${email}, ${name}, ${passwordHash}, ${language}, ${now}) AS "userId"`
  return row?.userId ?? null
}
