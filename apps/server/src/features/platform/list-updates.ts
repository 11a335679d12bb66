import type { PlatformUpdates } from '@countersign/shared/platform/platform.contract'
import type { Services } from '../../api/services.ts'
import { listUpdates as listRows } from '../../db/platform-update.repo.ts'

const shown = 100

/** Which versions this installation has run, newest first. */
export async function listUpdates(services: Services): Promise<PlatformUpdates> {
  const rows = await listRows(services.database.statement, shown)
  return { items: rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })) }
}
