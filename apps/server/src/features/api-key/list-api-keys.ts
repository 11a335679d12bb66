import type { ApiKeyList } from '@countersign/shared/api-key/api-key.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listApiKeys as listRows } from './api-key.repo.ts'
import { toApiKeyView } from './api-key-view.ts'

export async function listApiKeys(services: Services, actor: Actor): Promise<ApiKeyList> {
  const rows = await services.database.readTenant(actor.tenantId, tx => listRows(tx, null))
  return { items: rows.map(toApiKeyView) }
}
