import type { PlatformMe } from '@countersign/shared/platform/platform.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { findPlatformLevel } from '../../db/platform-admin.repo.ts'

/** What the person who asks is to the installation. */
export async function describeLevel(services: Services, actor: Actor): Promise<PlatformMe> {
  return { level: await findPlatformLevel(services.database.statement, actor.userId) }
}
