import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { findDocument, type StoredDocument } from './knowledge.repo.ts'

export async function getDocument(
  services: Services,
  actor: Actor,
  id: string,
): Promise<Result<StoredDocument>> {
  const row = await services.database.withTenant(actor.tenantId, tx => findDocument(tx, id))
  return row === null ? refused('knowledge.not_found') : ok(row)
}
