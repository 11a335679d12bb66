import { type ApiKeyView, type ApiScope, apiScopes } from '@countersign/shared/api-key/api-key.contract'
import type { ApiKeyRow } from './api-key.repo.ts'

export function toApiKeyView(row: ApiKeyRow): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    scopes: toScopes(row.scopes),
    last4: row.last4,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }
}

/** Stored scopes as we know them; one that is not known any more opens nothing. */
export function toScopes(stored: readonly string[]): ApiScope[] {
  return apiScopes.filter(scope => stored.includes(scope))
}
