import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { KnowledgeVersion } from '@countersign/shared/knowledge/knowledge.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordAudit } from '../audit/index.ts'
import { findVersion, listVersions, lockDocument } from './knowledge.repo.ts'
import { preparePassages, writeDocument } from './write-document.ts'

/** What a document says and said, newest first. */
export async function listDocumentVersions(
  services: Services,
  actor: Actor,
  id: string,
): Promise<Result<{ items: KnowledgeVersion[] }>> {
  const rows = await services.database.withTenant(actor.tenantId, tx => listVersions(tx, id))
  if (!rows.some(row => row.replacedAt === null)) return refused('knowledge.not_found')
  return ok({
    items: rows.map(row => ({
      ...row,
      writtenAt: row.writtenAt.toISOString(),
      replacedAt: row.replacedAt?.toISOString() ?? null,
    })),
  })
}

/** What a version said, to read before it is brought back. */
export async function getDocumentVersion(
  services: Services,
  actor: Actor,
  input: { id: string; version: number },
): Promise<Result<{ title: string; text: string; questions: string[] }>> {
  const row = await services.database.withTenant(actor.tenantId, tx =>
    findVersion(tx, input.id, input.version),
  )
  return row === null
    ? refused('knowledge.not_found')
    : ok({ title: row.title, text: row.content, questions: row.questions })
}

/** Makes an earlier version the newest one: what is in use now becomes a version itself. */
export async function restoreVersion(
  services: Services,
  actor: Actor,
  input: { id: string; version: number },
): Promise<Result<{ id: string }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const before = await lockDocument(tx, input.id)
    const version = before === null ? null : await findVersion(tx, input.id, input.version)
    if (before === null || before.deletedAt !== null || version === null)
      return refused('knowledge.not_found')
    const text = { ...before, title: version.title, text: version.content, questions: version.questions }
    await writeDocument(services, tx, text, preparePassages(services, text), before)
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'knowledge_updated',
      entityType: 'document',
      entityId: input.id,
      metadata: { version: input.version },
    })
    return ok({ id: input.id })
  })
}
