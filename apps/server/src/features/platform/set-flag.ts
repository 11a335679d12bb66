import type { Result } from '@countersign/shared/kernel/result'
import type { FeatureFlag } from '@countersign/shared/platform/feature.flags'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { setPlatformFlag } from '../../db/platform-admin.repo.ts'
import { type PlatformChange, platformChange, whyOf } from './platform-change.ts'

/** Sets a switch for the installation, or with an id for one tenant; null takes the setting away again. */
export function setFlag(
  services: Services,
  actor: Actor,
  input: { name: FeatureFlag; tenantId: string | null; enabled: boolean | null; reason: string },
): Promise<Result<PlatformChange>> {
  const { reason, ...flag } = input
  const why = whyOf(services, actor, reason)
  return platformChange('tenant.not_found', setPlatformFlag(services.database.statement, flag, why))
}
