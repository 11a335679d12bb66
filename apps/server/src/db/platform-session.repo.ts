import type { StatementRunner } from './tenant-tx.ts'

export interface ResolvedSession {
  readonly userId: string
  readonly membershipId: string
  readonly tenantId: string
  readonly role: 'owner' | 'admin' | 'manager' | 'operator' | 'viewer' | 'guest'
  readonly expiresAt: Date
}

/**
 * Who a session is at this moment; null unless it, the membership, the person and the tenant are all open. Every
 * authenticated request and handshake asks this, once.
 *
 * @param used whether this counts as use of the session
 */
export async function resolveSession(
  run: StatementRunner,
  sessionId: string,
  used: boolean,
  now: Date,
): Promise<ResolvedSession | null> {
  const [row] = await run<ResolvedSession>(
    `SELECT r.user_id AS "userId", r.membership_id AS "membershipId", r.tenant_id AS "tenantId", r.role,
       r.expires_at AS "expiresAt"
     FROM resolve_session($1, $2, $3) r`,
    [sessionId, used, now],
  )
  return row ?? null
}
