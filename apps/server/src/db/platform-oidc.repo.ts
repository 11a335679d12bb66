import { sqlOf } from './sql-of.ts'
import type { StatementRunner, TenantTx } from './tenant-tx.ts'

/** Identities at an OpenID provider, each statement a SECURITY DEFINER function of the migrations. */
export type OidcTicketKind = 'link' | 'state' | 'code' | 'proposal'

export interface NewOidcTicket {
  readonly hash: string
  readonly kind: OidcTicketKind
  readonly userId: string | null
  readonly sealed: Uint8Array
  readonly now: Date
  readonly expiresAt: Date
}

export async function putOidcTicket(run: StatementRunner, ticket: NewOidcTicket): Promise<void> {
  const { hash, kind, userId, sealed, now, expiresAt } = ticket
  await run('SELECT put_oidc_ticket($1, $2, $3, $4, $5, $6)', [
    hash,
    kind,
    userId,
    Buffer.from(sealed),
    now,
    expiresAt,
  ])
}

/** Taking it spends it, whatever comes of it. */
export async function takeOidcTicket(
  run: StatementRunner,
  hash: string,
  kind: OidcTicketKind,
  now: Date,
): Promise<{ userId: string | null; sealed: Uint8Array } | null> {
  const [row] = await run<{ userId: string | null; sealed: Uint8Array }>(
    'SELECT t.user_id AS "userId", t.sealed FROM take_oidc_ticket($1, $2, $3) t',
    [hash, kind, now],
  )
  return row ?? null
}

export interface OidcPersonRow {
  readonly userId: string
  readonly linked: boolean
  readonly disabledAt: Date | null
  readonly membershipId: string | null
}

/** @param email that the provider has checked; null to look for the identity alone */
export async function findOidcPerson(
  run: StatementRunner,
  issuer: string,
  subject: string,
  email: string | null,
): Promise<OidcPersonRow | null> {
  const [row] = await run<OidcPersonRow>(
    `SELECT f.user_id AS "userId", f.linked, f.disabled_at AS "disabledAt", f.membership_id AS "membershipId"
     FROM find_oidc_person($1, $2, $3) f`,
    [issuer, subject, email],
  )
  return row ?? null
}

export async function findOidcSignIn(
  run: StatementRunner,
  userId: string,
): Promise<{ disabledAt: Date | null; membershipId: string | null } | null> {
  const [row] = await run<{ disabledAt: Date | null; membershipId: string | null }>(
    'SELECT f.disabled_at AS "disabledAt", f.membership_id AS "membershipId" FROM find_oidc_sign_in($1) f',
    [userId],
  )
  return row ?? null
}

export interface NewOidcIdentity {
  readonly id: string
  readonly userId: string
  readonly issuer: string
  readonly subject: string
  readonly email: string | null
  readonly now: Date
}

/** @returns false when the identity is somebody else's */
export async function linkOidcIdentity(tx: TenantTx, identity: NewOidcIdentity): Promise<boolean> {
  const { id, userId, issuer, subject, email, now } = identity
  const [row] = await sqlOf(tx).$queryRaw<{ linked: boolean }[]>`
    SELECT link_oidc_identity(${id}::uuid, ${userId}::uuid, ${issuer}, ${subject}, ${email}, ${now}) AS linked`
  return row?.linked ?? false
}

export async function useOidcIdentity(
  run: StatementRunner,
  issuer: string,
  subject: string,
  now: Date,
): Promise<void> {
  await run('SELECT use_oidc_identity($1, $2, $3)', [issuer, subject, now])
}

export interface OidcIdentityRow {
  readonly id: string
  readonly issuer: string
  readonly email: string | null
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

export async function listOidcIdentities(run: StatementRunner, userId: string): Promise<OidcIdentityRow[]> {
  return run<OidcIdentityRow>(
    `SELECT l.id, l.issuer, l.email, l.created_at AS "createdAt", l.last_used_at AS "lastUsedAt"
     FROM list_oidc_identities($1) l`,
    [userId],
  )
}

export async function unlinkOidcIdentity(
  tx: TenantTx,
  userId: string,
  id: string,
): Promise<'done' | 'not_found' | 'last'> {
  const [row] = await sqlOf(tx).$queryRaw<{ answer: 'done' | 'not_found' | 'last' }[]>`
    SELECT unlink_oidc_identity(${userId}::uuid, ${id}::uuid) AS answer`
  return row?.answer ?? 'not_found'
}
