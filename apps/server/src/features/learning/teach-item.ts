import { assertNever } from '@countersign/shared/kernel/assert-never'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Lesson } from '@countersign/shared/learning/learning.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { recordAudit } from '../audit/index.ts'
import { teachExample } from '../intent/index.ts'
import { teachDocument, teachFaq } from '../knowledge/index.ts'
import { closeItem, insertTemplate, lockItem } from './queue.repo.ts'

/**
 * Makes something of an item: a FAQ, a template, a changed document or an example of an intent. The lesson and the item's end
 * are one transaction, so that a lesson is given once, and what repeats it later can be told from what did not know better.
 */
export async function teachItem(
  services: Services,
  actor: Actor,
  input: { id: string; lesson: Lesson },
): Promise<Result<{ id: string; status: 'taught'; lessonId: string }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const item = await lockItem(tx, input.id)
    if (item === null) return refused('learning.not_found')
    if (item.status !== 'pending') return refused('learning.already_reviewed', { status: item.status })
    const taught = await giveLesson(services, tx, actor, input.lesson)
    if (!taught.ok) return taught
    const lessonId = taught.value.id
    const lessonKind = input.lesson.kind
    const now = services.clock.now()
    await closeItem(tx, input.id, { status: 'taught', lessonKind, lessonId, memberId: actor.memberId, now })
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'learning_taught',
      entityType: 'learning',
      entityId: input.id,
      metadata: { lessonKind, lessonId },
    })
    await recordChanges(tx, [{ type: 'learning.updated', entityId: input.id, conversationId: null }])
    return ok({ id: input.id, status: 'taught' as const, lessonId })
  })
}

async function giveLesson(
  services: Services,
  tx: TenantTx,
  actor: Actor,
  lesson: Lesson,
): Promise<Result<{ id: string }>> {
  switch (lesson.kind) {
    case 'faq':
      return teachFaq(services, tx, actor, lesson)
    case 'document':
      return teachDocument(services, tx, actor, lesson)
    case 'intent_example':
      return teachExample(services, tx, actor, lesson)
    case 'template': {
      const id = services.ids.next()
      const { kind, category, ...fields } = lesson
      await insertTemplate(tx, { id, ...fields, category: category ?? null })
      return ok({ id })
    }
    default:
      return assertNever(lesson)
  }
}
