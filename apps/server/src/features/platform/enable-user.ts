import type { Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { setUserDisabled } from '../../db/platform-admin.repo.ts'
import { type PlatformChange, platformChange, whyOf } from './platform-change.ts'

/** Lets a person in again who was shut out. They sign in anew. */
export function enableUser(
  services: Services,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Result<PlatformChange>> {
  const why = whyOf(services, actor, input.reason)
  return platformChange('user.not_found', setUserDisabled(services.database.statement, input.id, false, why))
}
