import type { Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { setUserDisabled } from '../../db/platform-admin.repo.ts'
import { type PlatformChange, platformChange, whyOf } from './platform-change.ts'

/** Shuts a person out of every tenant and ends their sessions. Nobody does it to themselves, no admin to an owner. */
export function disableUser(
  services: Services,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Result<PlatformChange>> {
  const why = whyOf(services, actor, input.reason)
  return platformChange('user.not_found', setUserDisabled(services.database.statement, input.id, true, why))
}
