import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { recordAudit } from '../audit/index.ts'
import { closeItem, lockItem } from './queue.repo.ts'

/** There is nothing to learn from this one. */
export async function dismissItem(
  services: Services,
  actor: Actor,
  input: { id: string },
): Promise<Result<{ id: string; status: 'dismissed' }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const item = await lockItem(tx, input.id)
    if (item === null) return refused('learning.not_found')
    if (item.status !== 'pending') return refused('learning.already_reviewed', { status: item.status })
    const now = services.clock.now()
    const closed = { status: 'dismissed' as const, lessonKind: null, lessonId: null }
    await closeItem(tx, input.id, { ...closed, memberId: actor.memberId, now })
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'learning_dismissed',
      entityType: 'learning',
      entityId: input.id,
    })
    await recordChanges(tx, [{ type: 'learning.updated', entityId: input.id, conversationId: null }])
    return ok({ id: input.id, status: 'dismissed' as const })
  })
}
