import type { Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { setTenantStatus } from '../../db/platform-admin.repo.ts'
import { type PlatformChange, platformChange, whyOf } from './platform-change.ts'

/** Opens a restricted tenant again. */
export function reinstateTenant(
  services: Services,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Result<PlatformChange>> {
  const why = whyOf(services, actor, input.reason)
  return platformChange(
    'tenant.not_found',
    setTenantStatus(services.database.statement, input.id, 'active', why),
  )
}
