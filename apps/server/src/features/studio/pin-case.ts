import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import { studioTrace } from '@countersign/shared/studio/studio.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordAudit } from '../audit/index.ts'
import { findMessage, insertCase, listPath } from './studio.repo.ts'
import { toTurns } from './turns.ts'

/** Keeps an answered exchange as a case: what it came to today is what it should come to tomorrow. */
export async function pinCase(
  services: Services,
  actor: Actor,
  input: { messageId: string; name: string },
): Promise<Result<{ id: string }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const message = await findMessage(tx, input.messageId)
    if (message === null || message.memberId !== actor.memberId) return refused('studio.not_found')
    if (message.status !== 'done') return refused('studio.not_answered', { status: message.status })
    const path = await listPath(tx, message.id)
    const id = services.ids.next()
    await insertCase(tx, {
      id,
      name: input.name,
      turns: toTurns(path),
      expected: studioTrace.parse(message.trace).outcome,
      memberId: actor.memberId,
      now: services.clock.now(),
    })
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'case_pinned',
      entityType: 'case',
      entityId: id,
    })
    return ok({ id })
  })
}
