import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import { cleanText } from '@countersign/shared/text/clean-text'
import { type Actor, auditActorOf, type KeyActor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { recordAudit } from '../audit/index.ts'
import { lockDocument } from './knowledge.repo.ts'
import { type DocumentText, preparePassages, writeDocument } from './write-document.ts'

export interface UpsertDocument {
  readonly id?: string | undefined
  readonly title: string
  readonly text: string
  readonly category?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly about?: string | undefined
}

/** Adds an article, or a new version of one, and makes it findable in the same transaction. */
export function upsertDocument(
  services: Services,
  actor: Actor | KeyActor,
  input: UpsertDocument,
): Promise<Result<{ id: string }>> {
  return saveText(services, actor, articleFields(input))
}

function articleFields(input: UpsertDocument): TextFields {
  return {
    id: input.id,
    source: 'text',
    title: cleanText(input.title).replaceAll('\n', ' '),
    text: input.text,
    questions: [],
    category: input.category || null,
    tags: input.tags ?? [],
    about: input.about,
  }
}

/** Adds a FAQ entry, or a new version of one. All its questions lead to the one answer. */
export function upsertFaq(
  services: Services,
  actor: Actor | KeyActor,
  input: UpsertFaq,
): Promise<Result<{ id: string }>> {
  return saveText(services, actor, faqFields(input))
}

type UpsertFaq = Omit<UpsertDocument, 'title' | 'text'> & {
  readonly questions: readonly string[]
  readonly answer: string
}

function faqFields(input: UpsertFaq): TextFields {
  const written = input.questions.map(question => cleanText(question).replace(/\s+/g, ' '))
  const questions = written.filter(
    (question, at) => written.findIndex(other => other.toLowerCase() === question.toLowerCase()) === at,
  )
  return {
    id: input.id,
    source: 'faq',
    title: questions[0] ?? '',
    text: input.answer,
    questions,
    category: input.category || null,
    tags: input.tags ?? [],
    about: input.about,
  }
}

/** The same as `upsertFaq`, inside a reviewer's decision. */
export function teachFaq(
  services: Services,
  tx: TenantTx,
  actor: Actor,
  lesson: { readonly questions: readonly string[]; readonly answer: string },
): Promise<Result<{ id: string }>> {
  return putText(services, tx, actor, faqFields({ ...lesson, id: undefined }))
}

/** The same as `upsertDocument`, inside a reviewer's decision. */
export function teachDocument(
  services: Services,
  tx: TenantTx,
  actor: Actor,
  lesson: UpsertDocument,
): Promise<Result<{ id: string }>> {
  return putText(services, tx, actor, articleFields(lesson))
}

type TextFields = Omit<DocumentText, 'id' | 'about'> & {
  readonly id: string | undefined
  /** Absent: as it was. Empty: about nothing in particular. */
  readonly about: string | undefined
}

async function saveText(
  services: Services,
  actor: Actor | KeyActor,
  fields: TextFields,
): Promise<Result<{ id: string }>> {
  const id = fields.id ?? services.ids.next()
  const passages = preparePassages(services, { ...fields, id, about: null })
  return services.database.withTenant(actor.tenantId, tx =>
    putText(services, tx, actor, fields, { id, passages }),
  )
}

async function putText(
  services: Services,
  tx: TenantTx,
  actor: Actor | KeyActor,
  fields: TextFields,
  prepared?: { readonly id: string; readonly passages: ReturnType<typeof preparePassages> },
): Promise<Result<{ id: string }>> {
  const known = fields.id
  const id = prepared?.id ?? known ?? services.ids.next()
  const before = known === undefined ? null : await lockDocument(tx, known)
  if (known !== undefined && (before === null || before.deletedAt !== null)) {
    return refused('knowledge.not_found')
  }
  // A file, a page or a product is what it is; writing over it would be undone by the next upload, crawl or import.
  if (before !== null && before.source !== fields.source) return refused('knowledge.not_found')
  const passages = prepared?.passages ?? preparePassages(services, { ...fields, id, about: null })
  const about = fields.about === undefined ? (before?.about ?? null) : fields.about || null
  const written = await writeDocument(services, tx, { ...fields, id, about }, passages, before)
  if (written) {
    await recordAudit(services, tx, {
      ...auditActorOf(actor),
      action: before === null ? 'knowledge_created' : 'knowledge_updated',
      entityType: 'document',
      entityId: id,
    })
  }
  return ok({ id })
}
