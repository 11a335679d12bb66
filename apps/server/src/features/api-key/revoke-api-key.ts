import type { ApiKeyView } from '@countersign/shared/api-key/api-key.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { recordAudit } from '../audit/index.ts'
import { listApiKeys, markApiKeyRevoked } from './api-key.repo.ts'
import { toApiKeyView } from './api-key-view.ts'

/** Ends a key from its next call on. Ending it twice is the same as once. */
export function revokeApiKey(
  services: Services,
  actor: Actor,
  input: { id: string },
): Promise<Result<ApiKeyView>> {
  const { id } = input
  return services.database.withTenant(actor.tenantId, async tx => {
    if (await markApiKeyRevoked(tx, id, services.clock.now())) {
      await recordAudit(services, tx, {
        actorKind: 'member',
        actorId: actor.memberId,
        action: 'api_key_revoked',
        entityType: 'apiKey',
        entityId: id,
      })
      await recordChanges(tx, [{ type: 'team.updated', entityId: id, conversationId: null }])
    }
    const [row] = await listApiKeys(tx, id)
    return row === undefined ? refused('api_key.not_found') : ok(toApiKeyView(row))
  })
}
