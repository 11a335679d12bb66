import type { ApiScope } from '@countersign/shared/api-key/api-key.contract'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface ApiKeyRow {
  readonly id: string
  readonly name: string
  readonly scopes: string[]
  readonly last4: string
  readonly createdAt: Date
  readonly createdBy: string | null
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

/** @param id null: all of them, newest first, revoked ones last */
export async function listApiKeys(tx: TenantTx, id: string | null): Promise<ApiKeyRow[]> {
  return sqlOf(tx).$queryRaw<ApiKeyRow[]>`
    SELECT k.id, k.name, k.scopes, k.last4, k.created_at AS "createdAt", u.name AS "createdBy",
      k.expires_at AS "expiresAt", k.last_used_at AS "lastUsedAt", k.revoked_at AS "revokedAt"
    FROM api_keys k
    LEFT JOIN memberships m ON m.tenant_id = k.tenant_id AND m.id = k.created_by
    LEFT JOIN users u ON u.id = m.user_id
    WHERE k.tenant_id = ${tx.tenantId}::uuid AND (${id}::uuid IS NULL OR k.id = ${id}::uuid)
    ORDER BY k.revoked_at IS NOT NULL, k.created_at DESC, k.id DESC LIMIT 500`
}

export async function insertApiKey(
  tx: TenantTx,
  key: {
    id: string
    name: string
    secretHash: string
    last4: string
    scopes: readonly ApiScope[]
    createdBy: string
    now: Date
    expiresAt: Date | null
  },
): Promise<void> {
  const { id, name, secretHash, last4, scopes, createdBy, now, expiresAt } = key
  await sqlOf(tx).$executeRaw`
    INSERT INTO api_keys (id, tenant_id, name, secret_hash, last4, scopes, created_by, created_at, expires_at)
    VALUES (${id}::uuid, ${tx.tenantId}::uuid, ${name}, ${secretHash}, ${last4}, ${[...scopes]}::text[],
      ${createdBy}::uuid, ${now}, ${expiresAt})`
}

/** @returns false when it was revoked before, or is none of this tenant's */
export async function markApiKeyRevoked(tx: TenantTx, id: string, now: Date): Promise<boolean> {
  const changed = await sqlOf(tx).$executeRaw`
    UPDATE api_keys SET revoked_at = ${now}
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid AND revoked_at IS NULL`
  return changed > 0
}
