import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { markNotificationsRead } from './notification.repo.ts'

export async function readNotifications(
  services: Services,
  actor: Actor,
  input: { ids?: string[] | undefined },
): Promise<{ done: true }> {
  await services.database.withTenant(actor.tenantId, tx =>
    markNotificationsRead(tx, actor.memberId, input.ids ?? null, services.clock.now()),
  )
  return { done: true }
}
