import type { Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { setPlatformAdmin } from '../../db/platform-admin.repo.ts'
import { type PlatformChange, platformChange, whyOf } from './platform-change.ts'

/** Takes a person's right to look after the installation away. Owners cannot do it to themselves: one always stays. */
export function revokeAdmin(
  services: Services,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Result<PlatformChange>> {
  const why = whyOf(services, actor, input.reason)
  return platformChange('user.not_found', setPlatformAdmin(services.database.statement, input.id, false, why))
}
