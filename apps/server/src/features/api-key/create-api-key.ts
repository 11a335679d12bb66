import type { ApiKeyCreated, ApiScope } from '@countersign/shared/api-key/api-key.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { recordAudit } from '../audit/index.ts'
import { insertApiKey, listApiKeys } from './api-key.repo.ts'
import { makeApiKeySecret } from './api-key-secret.ts'
import { toApiKeyView } from './api-key-view.ts'

/** Makes a key. Its secret is in this answer and nowhere else. */
export function createApiKey(
  services: Services,
  actor: Actor,
  input: { name: string; scopes: readonly ApiScope[]; expiresAt?: string | null | undefined },
): Promise<Result<ApiKeyCreated>> {
  const { name, scopes } = input
  const now = services.clock.now()
  const expiresAt = input.expiresAt == null ? null : new Date(input.expiresAt)
  return services.database.withTenant(actor.tenantId, async tx => {
    if (expiresAt !== null && expiresAt <= now) return refused('input.invalid', { path: 'expiresAt' })
    const id = services.ids.next()
    const { secret, hash, last4 } = makeApiKeySecret(id)
    await insertApiKey(tx, {
      id,
      name,
      scopes,
      secretHash: hash,
      last4,
      createdBy: actor.memberId,
      now,
      expiresAt,
    })
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'api_key_created',
      entityType: 'apiKey',
      entityId: id,
      metadata: { name, last4, scopes: scopes.join(', '), expiresAt: expiresAt?.toISOString() ?? null },
    })
    await recordChanges(tx, [{ type: 'team.updated', entityId: id, conversationId: null }])
    const [row] = await listApiKeys(tx, id)
    if (row === undefined) throw new Error('a key was not stored')
    return ok({ key: toApiKeyView(row), secret })
  })
}
