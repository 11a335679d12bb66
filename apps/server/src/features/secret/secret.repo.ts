import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface SecretRow {
  readonly id: string
  readonly name: string
  readonly last4: string | null
  readonly createdAt: Date
  readonly memberId: string | null
  readonly memberName: string | null
  readonly rotatedAt: Date | null
  readonly revokedAt: Date | null
}

/** Those in use by name, then the revoked ones, newest first. */
export async function listSecretRows(tx: TenantTx): Promise<SecretRow[]> {
  return sqlOf(tx).$queryRaw<SecretRow[]>`
    SELECT s.id, s.name, s.last4, s.created_at AS "createdAt", s.created_by_id AS "memberId", u.name AS "memberName",
      s.rotated_at AS "rotatedAt", s.revoked_at AS "revokedAt"
    FROM integration_secrets s
    LEFT JOIN memberships m ON m.tenant_id = s.tenant_id AND m.id = s.created_by_id
    LEFT JOIN users u ON u.id = m.user_id
    WHERE s.tenant_id = ${tx.tenantId}::uuid
    ORDER BY s.revoked_at IS NOT NULL, CASE WHEN s.revoked_at IS NULL THEN s.name END, s.created_at DESC LIMIT 200`
}

/** Makes whoever else replaces this secret wait until the transaction ends. */
export async function lockSecretName(tx: TenantTx, name: string): Promise<void> {
  await sqlOf(tx).$queryRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`secret ${tx.tenantId} ${name}`}, 4310))::text`
}

/** Ends the one in use of that name, and forgets its value; false when there is none. */
export async function endActiveSecret(tx: TenantTx, name: string, now: Date): Promise<boolean> {
  const ended = await sqlOf(tx).$executeRaw`
    UPDATE integration_secrets SET revoked_at = ${now}, sealed = NULL
    WHERE tenant_id = ${tx.tenantId}::uuid AND name = ${name} AND revoked_at IS NULL`
  return ended > 0
}

export interface NewSecret {
  readonly id: string
  readonly name: string
  readonly sealed: Uint8Array
  readonly keyId: string
  readonly last4: string | null
  readonly memberId: string
  readonly rotatedAt: Date | null
  readonly now: Date
}

export async function insertSecret(tx: TenantTx, secret: NewSecret): Promise<void> {
  await sqlOf(tx).$executeRaw`
    INSERT INTO integration_secrets (id, tenant_id, name, sealed, key_id, last4, created_by_id, created_at, rotated_at)
    VALUES (${secret.id}::uuid, ${tx.tenantId}::uuid, ${secret.name}, ${secret.sealed}, ${secret.keyId}::uuid, ${secret.last4},
      ${secret.memberId}::uuid, ${secret.now}, ${secret.rotatedAt})`
}

/** @returns its name, when it was in use; null when it was not, or is not there */
export async function revokeSecretRow(tx: TenantTx, id: string, now: Date): Promise<string | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ name: string }[]>`
    UPDATE integration_secrets SET revoked_at = ${now}, sealed = NULL
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid AND revoked_at IS NULL RETURNING name`
  return row?.name ?? null
}

export async function hasSecret(tx: TenantTx, id: string): Promise<boolean> {
  const [row] = await sqlOf(tx).$queryRaw<{ id: string }[]>`
    SELECT id FROM integration_secrets WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid`
  return row !== undefined
}

export async function findActiveSecret(
  tx: TenantTx,
  name: string,
): Promise<{ sealed: Uint8Array; keyId: string } | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ sealed: Uint8Array; keyId: string }[]>`
    SELECT sealed, key_id AS "keyId" FROM integration_secrets
    WHERE tenant_id = ${tx.tenantId}::uuid AND name = ${name} AND revoked_at IS NULL`
  return row ?? null
}
