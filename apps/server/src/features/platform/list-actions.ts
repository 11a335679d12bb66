import type { PlatformAction, PlatformActions } from '@countersign/shared/platform/platform.contract'
import type { Services } from '../../api/services.ts'
import { listAdminActions } from '../../db/platform-admin.repo.ts'
import { cutPage, readPageCursor } from './page-cursor.ts'

/** What was done to the installation, newest first. */
export async function listActions(
  services: Services,
  input: { cursor?: string | undefined; limit?: number | undefined; targetId?: string | undefined } = {},
): Promise<PlatformActions> {
  const limit = input.limit ?? 50
  const rows = await listAdminActions(services.database.statement, {
    targetId: input.targetId ?? null,
    after: readPageCursor(input.cursor),
    limit: limit + 1,
  })
  return cutPage(
    rows,
    limit,
    row => row.at,
    ({ adminId, adminName, at, action, targetType, ...row }) => ({
      ...row,
      // Written by the functions of the migrations alone, from this very list.
      action: action as PlatformAction['action'],
      targetType: targetType as PlatformAction['targetType'],
      at: at.toISOString(),
      by: adminId === null ? null : { userId: adminId, name: adminName ?? '' },
    }),
  )
}
