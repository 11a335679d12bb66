import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { TenantUpdateInput, TenantView } from '@countersign/shared/tenant/tenant.contract'
import { findChanges } from '@countersign/shared/tenant/tenant.policy'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { demandSecondFactor } from '../../db/platform-second-factor.repo.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { recordAudit } from '../audit/index.ts'
import { findTenant, updateTenant as writeTenant } from './tenant.repo.ts'

/**
 * Changes the tenant's settings, from the next request and the next draft on. A form that was filled before somebody
 * else's change is not saved over it: it gets what is true now. Demanding a second factor ends the sessions of those who
 * have none; whoever demands it must have one.
 */
export function updateTenant(
  services: Services,
  actor: Actor,
  input: TenantUpdateInput,
): Promise<Result<TenantView>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const before = await findTenant(tx, true)
    if (before.version !== input.version) return refused('setting.stale', { current: before })
    const changes = findChanges(before, input.change)
    if (changes.length === 0) return ok(before)
    const { sessionIdleMinutes, sessionAbsoluteMinutes } = { ...before, ...input.change }
    if ((sessionIdleMinutes ?? 0) > (sessionAbsoluteMinutes ?? 0)) {
      return refused('input.invalid', { path: 'change.sessionIdleMinutes' })
    }
    const demands = changes.some(({ field, after }) => field === 'requireSecondFactor' && after === true)
    const ended = demands ? await demandSecondFactor(tx, actor.memberId, services.clock.now()) : 0
    if (ended === null) return refused('tenant.second_factor_first')
    await writeTenant(
      tx,
      changes.map(({ field, after }) => [field, after]),
    )
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'tenant_updated',
      entityType: 'tenant',
      entityId: actor.tenantId,
      metadata: {
        ...Object.fromEntries(
          changes.flatMap(({ field, before: was, after }) => [
            [`${field}.before`, toFact(was)],
            [`${field}.after`, toFact(after)],
          ]),
        ),
        ...(demands ? { sessionsEnded: ended } : {}),
      },
    })
    await recordChanges(tx, [{ type: 'tenant.updated', entityId: actor.tenantId, conversationId: null }])
    return ok(await findTenant(tx, false))
  })
}

function toFact<T extends string | number | boolean | null>(value: T | readonly string[]): T | string {
  return typeof value === 'object' && value !== null ? value.join(', ') : (value as T)
}
