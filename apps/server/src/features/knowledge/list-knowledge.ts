import type { KnowledgeItem } from '@countersign/shared/knowledge/knowledge.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listDocuments } from './knowledge.repo.ts'

export async function listKnowledge(
  services: Services,
  actor: Actor,
  input: { limit?: number | undefined } = {},
): Promise<{ items: KnowledgeItem[] }> {
  const rows = await services.database.withTenant(actor.tenantId, tx => listDocuments(tx, input.limit ?? 200))
  return { items: rows.map(row => ({ ...row, updatedAt: row.updatedAt.toISOString() })) }
}
