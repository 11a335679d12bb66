import type { Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { unlockUser } from '../../db/platform-admin.repo.ts'
import { type PlatformChange, platformChange, whyOf } from './platform-change.ts'

/** Forgets the wrong passwords that locked a person out. */
export function unlockAccount(
  services: Services,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Result<PlatformChange>> {
  const why = whyOf(services, actor, input.reason)
  return platformChange('user.not_found', unlockUser(services.database.statement, input.id, why))
}
