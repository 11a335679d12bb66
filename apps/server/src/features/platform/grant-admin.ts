import type { Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { setPlatformAdmin } from '../../db/platform-admin.repo.ts'
import { type PlatformChange, platformChange, whyOf } from './platform-change.ts'

/** Lets a person look after the installation. */
export function grantAdmin(
  services: Services,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Result<PlatformChange>> {
  const why = whyOf(services, actor, input.reason)
  return platformChange('user.not_found', setPlatformAdmin(services.database.statement, input.id, true, why))
}
