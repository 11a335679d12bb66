import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { FileKind, IngestProblem } from '@countersign/shared/knowledge/knowledge.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { ingestDocumentJob } from '../../jobs/catalog/ingest-document.job.ts'
import {
  findFile,
  lastFileVersion,
  markFailed,
  markRead,
  markReading,
  type StoredFile,
} from './document-file.repo.ts'
import { embedPassages } from './embed-passages.ts'
import { lockDocument } from './knowledge.repo.ts'
import { refreshCounts } from './refresh-counts.ts'
import { preparePassages, writeDocument } from './write-document.ts'

export interface FilePlace {
  readonly tenantId: string
  readonly documentId: string
  readonly fileVersion: number
}

/** The file a job is about; null when its document is gone or a newer file has come. */
export function beginIngest(services: Services, place: FilePlace): Promise<StoredFile | null> {
  return services.database.withTenant(place.tenantId, async tx => {
    if ((await lastFileVersion(tx, place.documentId)) !== place.fileVersion) return null
    const file = await findFile(tx, place.documentId, place.fileVersion)
    if (file !== null) await progress(services, tx, place, 0.1)
    return file
  })
}

/** Stores what a file says. A job that runs again finds it said already. */
export async function endIngest(
  services: Services,
  place: FilePlace,
  file: StoredFile,
  read: { readonly title: string | null; readonly text: string },
  signal: AbortSignal,
): Promise<void> {
  const { tenantId, documentId: id } = place
  const draft = {
    id,
    source: 'upload' as const,
    title: read.title ?? file.title,
    text: read.text,
    questions: [],
    fileName: file.name,
    fileVersion: file.version,
  }
  const bare = preparePassages(services, { ...draft, category: null, tags: [], about: null })
  const passages = await embedPassages(services, bare, signal, done =>
    services.database.withTenant(tenantId, tx => progress(services, tx, place, 0.3 + 0.6 * done)),
  )
  await services.database.withTenant(tenantId, async tx => {
    const before = await lockDocument(tx, id)
    if (before === null || before.deletedAt !== null) return
    if ((await lastFileVersion(tx, id)) !== place.fileVersion) return
    const { category, tags, about } = before
    const text = { ...draft, category, tags, about }
    // Read once more, or the same words in another file: nothing to replace, but the reading is over.
    if (!(await writeDocument(services, tx, text, passages, before))) await markRead(tx, id)
  })
  await refreshCounts(services, tenantId)
}

export function failIngest(services: Services, place: FilePlace, problem: IngestProblem): Promise<void> {
  return services.database.withTenant(place.tenantId, async tx => {
    if ((await lastFileVersion(tx, place.documentId)) !== place.fileVersion) return
    await markFailed(tx, place.documentId, problem, services.clock.now())
    await announce(tx, place.documentId)
  })
}

/** Asks for a file to be read once more. */
export function retryIngest(services: Services, actor: Actor, id: string): Promise<Result<{ id: string }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const before = await lockDocument(tx, id)
    const fileVersion = before === null || before.deletedAt !== null ? 0 : await lastFileVersion(tx, id)
    if (fileVersion === 0) return refused('knowledge.not_found')
    await markReading(tx, id, 0, services.clock.now())
    await services.jobs.enqueue(tx, ingestDocumentJob, {
      tenantId: actor.tenantId,
      documentId: id,
      fileVersion,
    })
    await announce(tx, id)
    return ok({ id })
  })
}

/** The original as it was uploaded. */
export async function readOriginal(
  services: Services,
  actor: Actor,
  id: string,
): Promise<Result<{ name: string; kind: FileKind; bytes: Uint8Array<ArrayBuffer> }>> {
  const file = await services.database.withTenant(actor.tenantId, tx => findFile(tx, id, null))
  return file === null ? refused('knowledge.not_found') : ok(file)
}

async function progress(services: Services, tx: TenantTx, place: FilePlace, share: number): Promise<void> {
  await markReading(tx, place.documentId, share, services.clock.now())
  await announce(tx, place.documentId)
}

const announce = (tx: TenantTx, id: string) =>
  recordChanges(tx, [{ type: 'knowledge.updated', entityId: id, conversationId: null }])
