import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { findDocument } from './knowledge.repo.ts'

export interface DocumentView {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly category: string | null
  readonly tags: string[]
}

export async function getDocument(
  services: Services,
  actor: Actor,
  id: string,
): Promise<Result<DocumentView>> {
  const row = await services.database.withTenant(actor.tenantId, tx => findDocument(tx, id))
  return row === null ? refused('knowledge.not_found') : ok(row)
}
