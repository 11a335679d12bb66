import type { StatementRunner } from './tenant-tx.ts'

export interface UsedKeyRow {
  readonly keyId: string
  readonly tenantId: string
  readonly name: string
  readonly scopes: string[]
  readonly tenantLanguage: string
}

/** Whose key this is, while it is good; that it was used is kept to the minute. */
export async function findApiKey(
  run: StatementRunner,
  id: string,
  secretHash: string,
  now: Date,
): Promise<UsedKeyRow | null> {
  const [row] = await run<UsedKeyRow>(
    `SELECT u.key_id AS "keyId", u.tenant_id AS "tenantId", u.name, u.scopes, u.tenant_language AS "tenantLanguage"
     FROM use_api_key($1, $2, $3) u`,
    [id, secretHash, now],
  )
  return row ?? null
}
