import type { ApiScope } from '@countersign/shared/api-key/api-key.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Services } from '../../api/services.ts'
import { findApiKey } from '../../db/platform-api-key.repo.ts'
import { readApiKeySecret } from './api-key-secret.ts'
import { toScopes } from './api-key-view.ts'

/** A program with a good key. */
export interface KeyHolder {
  readonly keyId: string
  readonly tenantId: string
  readonly name: string
  readonly scopes: readonly ApiScope[]
  readonly tenantLanguage: string
}

/** Whose key a secret is. Unknown, malformed, revoked and expired ones get one answer. */
export async function useApiKey(services: Services, secret: string): Promise<Result<KeyHolder>> {
  const parts = readApiKeySecret(secret)
  const row =
    parts === null
      ? null
      : await findApiKey(services.database.statement, parts.id, parts.hash, services.clock.now())
  return row === null ? refused('auth.invalid') : ok({ ...row, scopes: toScopes(row.scopes) })
}
