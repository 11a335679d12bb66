import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { recordAudit } from '../audit/index.ts'
import { forgetNames } from './find-mentions.ts'
import { changeDocument, type LockedDocument, lockDocument } from './knowledge.repo.ts'

/** Takes a document out of what drafts are made from, or puts it back. */
export function setDocumentActive(services: Services, actor: Actor, input: { id: string; active: boolean }) {
  return change(services, actor, input.id, async (tx, before, now) => {
    if (before.deletedAt !== null) return false
    if (before.active !== input.active) await changeDocument(tx, input.id, { active: input.active, now })
    return true
  })
}

/** Deletes a document; `restoreDocument` undoes it. Quotes of it in earlier drafts stay. */
export function deleteDocument(services: Services, actor: Actor, id: string) {
  return change(
    services,
    actor,
    id,
    async (tx, before, now) => {
      if (before.deletedAt !== null) return false
      await changeDocument(tx, id, { deletedAt: now, now })
      return true
    },
    'knowledge_deleted',
  )
}

/** Brings back what was deleted. Bringing back what is there changes nothing. */
export function restoreDocument(services: Services, actor: Actor, id: string) {
  return change(services, actor, id, async (tx, before, now) => {
    if (before.deletedAt !== null) await changeDocument(tx, id, { deletedAt: null, now })
    return true
  })
}

function change(
  services: Services,
  actor: Actor,
  id: string,
  work: (tx: TenantTx, before: LockedDocument, now: Date) => Promise<boolean>,
  action: 'knowledge_updated' | 'knowledge_deleted' = 'knowledge_updated',
): Promise<Result<{ id: string }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const before = await lockDocument(tx, id)
    if (before === null || !(await work(tx, before, services.clock.now())))
      return refused('knowledge.not_found')
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action,
      entityType: 'document',
      entityId: id,
    })
    await recordChanges(tx, [{ type: 'knowledge.updated', entityId: id, conversationId: null }])
    forgetNames(services, actor.tenantId)
    return ok({ id })
  })
}
