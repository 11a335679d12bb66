import { createHash } from 'node:crypto'
import type { KnowledgeItem } from '@countersign/shared/knowledge/knowledge.contract'
import { detectLanguage } from '@countersign/shared/text/detect-language'
import { offlineEmbedModel } from '@countersign/shared/text/embed-offline'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { reEmbedJob } from '../../jobs/catalog/re-embed.job.ts'
import { forgetNames } from './find-mentions.ts'
import { indexPassages } from './index-passages.ts'
import {
  archiveVersion,
  type ChunkRow,
  type LockedDocument,
  replaceChunks,
  saveDocument,
  saveFaq,
} from './knowledge.repo.ts'

/** What a document says now. */
export interface DocumentText {
  readonly id: string
  readonly source: KnowledgeItem['source']
  readonly title: string
  readonly text: string
  /** Of a FAQ: ways to ask, the first being the title. */
  readonly questions: readonly string[]
  readonly category: string | null
  readonly tags: readonly string[]
  readonly about: string | null
  readonly url?: string | null
  readonly siteId?: string | null
  readonly fileName?: string | null
  readonly fileVersion?: number | null
}

/** Enough of a text to tell its language by. */
const sample = 20_000

/** Cuts a text into passages; the slow part of writing, done before any transaction is open. */
export function preparePassages(services: Services, input: DocumentText): ChunkRow[] {
  return indexPassages(services.ids, {
    documentId: input.id,
    title: input.title,
    text: input.text,
    language: languageOf(input),
    questions: input.questions.slice(1),
  })
}

/**
 * Stores what a document says, in one step for whoever searches: until the transaction commits the old passages are found, after it
 * the new ones. What it said before is kept as a version.
 *
 * @param before the document, locked; null for a new one
 * @returns false when nothing has changed, and nothing was written
 */
export async function writeDocument(
  services: Services,
  tx: TenantTx,
  input: DocumentText,
  passages: readonly ChunkRow[],
  before: LockedDocument | null,
): Promise<boolean> {
  const now = services.clock.now()
  const contentHash = hashOf(input)
  const shelved = before !== null && isShelvedAlike(before, input)
  if (before !== null && before.contentHash === contentHash && before.deletedAt === null && shelved)
    return false
  if (before !== null && before.ingestedAt !== null)
    await archiveVersion(tx, services.ids.next(), before, now)
  const model = services.embedder?.model ?? offlineEmbedModel
  const embedded = passages.every(passage => passage.embedModel === model)
  await saveDocument(
    tx,
    {
      id: input.id,
      source: input.source,
      title: input.title,
      content: input.text,
      category: input.category,
      tags: input.tags,
      about: input.about,
      language: languageOf(input),
      size: Buffer.byteLength(input.text),
      url: input.url ?? null,
      siteId: input.siteId ?? null,
      fileName: input.fileName ?? null,
      fileVersion: input.fileVersion ?? null,
      contentHash,
      chunkCount: passages.length,
      embeddedAt: embedded ? now : null,
      now,
    },
    before,
  )
  await replaceChunks(tx, input.id, passages, before?.active ?? true)
  if (input.source === 'faq') {
    await saveFaq(tx, {
      id: services.ids.next(),
      documentId: input.id,
      questions: input.questions,
      answer: input.text,
      now,
    })
  }
  // Found by words at once, by the model's vectors in a moment.
  if (!embedded) await services.jobs.enqueue(tx, reEmbedJob, { tenantId: tx.tenantId })
  await recordChanges(tx, [{ type: 'knowledge.updated', entityId: input.id, conversationId: null }])
  forgetNames(services, tx.tenantId)
  return true
}

function languageOf(input: DocumentText) {
  return detectLanguage(`${input.title}\n${input.text.slice(0, sample)}`)
}

function hashOf(input: DocumentText): string {
  return createHash('sha256')
    .update(JSON.stringify([input.title, input.text, input.questions]))
    .digest('hex')
}

function isShelvedAlike(before: LockedDocument, input: DocumentText): boolean {
  return (
    before.category === input.category &&
    before.about === input.about &&
    before.fileVersion === (input.fileVersion ?? null) &&
    before.tags.join('\n') === input.tags.join('\n')
  )
}
