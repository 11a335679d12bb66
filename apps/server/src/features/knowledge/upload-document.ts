import { createHash } from 'node:crypto'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { FileKind, UploadAnswer } from '@countersign/shared/knowledge/knowledge.contract'
import { cleanText } from '@countersign/shared/text/clean-text'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { ingestDocumentJob } from '../../jobs/catalog/ingest-document.job.ts'
import { recordAudit } from '../audit/index.ts'
import {
  findSameFile,
  insertFile,
  insertWaiting,
  lastFileVersion,
  markReading,
} from './document-file.repo.ts'
import { lockDocument } from './knowledge.repo.ts'

export interface UploadedFile {
  readonly name: string
  readonly kind: FileKind
  readonly bytes: Uint8Array
  /** A newer file for this document; absent: a new one. */
  readonly documentId?: string | undefined
  readonly category?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly about?: string | undefined
}

/**
 * Keeps a file and asks for it to be read. The same bytes again, while they are in use, are answered with the document there is: a
 * request that was sent twice stores nothing twice.
 */
export function uploadDocument(
  services: Services,
  actor: Actor,
  file: UploadedFile,
): Promise<Result<UploadAnswer>> {
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  const name = nameOf(file)
  return services.database.withTenant(actor.tenantId, async tx => {
    const now = services.clock.now()
    const before = file.documentId === undefined ? null : await lockDocument(tx, file.documentId)
    if (
      file.documentId !== undefined &&
      (before === null || before.deletedAt !== null || before.source !== 'upload')
    ) {
      return refused('knowledge.not_found')
    }
    const same = await findSameFile(tx, sha256, file.documentId ?? null)
    if (same !== null) return ok({ id: same.documentId, version: same.version, duplicate: true })
    const id = file.documentId ?? services.ids.next()
    if (before === null) {
      await insertWaiting(tx, {
        id,
        title: name.replace(/\.[a-z]{2,8}$/i, ''),
        category: file.category || null,
        tags: file.tags ?? [],
        about: file.about || null,
        fileName: name,
        now,
      })
    } else {
      await markReading(tx, id, 0, now)
    }
    const version = (await lastFileVersion(tx, id)) + 1
    await insertFile(tx, {
      id: services.ids.next(),
      documentId: id,
      version,
      name,
      kind: file.kind,
      sha256,
      bytes: file.bytes,
      now,
    })
    await services.jobs.enqueue(tx, ingestDocumentJob, {
      tenantId: actor.tenantId,
      documentId: id,
      fileVersion: version,
    })
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: before === null ? 'knowledge_created' : 'knowledge_updated',
      entityType: 'document',
      entityId: id,
      metadata: { kind: file.kind, bytes: file.bytes.length },
    })
    await recordChanges(tx, [{ type: 'knowledge.updated', entityId: id, conversationId: null }])
    return ok({ id, version, duplicate: false })
  })
}

/** A file's name as a title may show it: no path, nothing invisible, never empty. */
function nameOf({ name, kind }: UploadedFile): string {
  const clean = cleanText(name.toWellFormed())
    .replace(/^.*[\\/]/s, '')
    .replace(/\s+/g, ' ')
    .slice(-200)
    .trim()
    .toWellFormed()
  return clean === '' ? `file.${kind}` : clean
}
