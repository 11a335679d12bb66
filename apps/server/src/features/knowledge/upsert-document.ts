import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import { detectLanguage } from '@countersign/shared/text/detect-language'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { recordAudit } from '../audit/index.ts'
import { indexPassages } from './index-passages.ts'
import { replaceChunks, saveDocument } from './knowledge.repo.ts'

export interface UpsertDocument {
  readonly id?: string | undefined
  readonly title: string
  readonly text: string
  readonly category?: string | undefined
  readonly tags?: readonly string[] | undefined
}

/** Adds an article, or a new version of one, and makes it findable in the same transaction. */
export function upsertDocument(
  services: Services,
  actor: Actor,
  input: UpsertDocument,
): Promise<Result<{ id: string }>> {
  const language = detectLanguage(`${input.title}\n${input.text}`)
  const id = input.id ?? services.ids.next()
  const passages = indexPassages(services.ids, {
    documentId: id,
    title: input.title,
    text: input.text,
    language,
    questions: [],
  })
  return services.database.withTenant(actor.tenantId, async tx => {
    const saved = await saveDocument(
      tx,
      {
        id,
        source: 'text',
        title: input.title,
        content: input.text,
        category: input.category ?? null,
        tags: input.tags ?? [],
        language,
        size: Buffer.byteLength(input.text),
        now: services.clock.now(),
      },
      input.id === undefined,
    )
    if (!saved) return refused('knowledge.not_found')
    await replaceChunks(tx, id, passages)
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: input.id === undefined ? 'knowledge_created' : 'knowledge_updated',
      entityType: 'document',
      entityId: id,
    })
    await recordChanges(tx, [{ type: 'knowledge.updated', entityId: id, conversationId: null }])
    return ok({ id })
  })
}
