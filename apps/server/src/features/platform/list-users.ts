import type { PlatformUsers } from '@countersign/shared/platform/platform.contract'
import type { Services } from '../../api/services.ts'
import { listPlatformUsers } from '../../db/platform-admin.repo.ts'
import type { PlatformList } from './list-tenants.ts'
import { cutPage, readPageCursor } from './page-cursor.ts'

/** Everyone with an account, newest first. */
export async function listUsers(services: Services, input: PlatformList = {}): Promise<PlatformUsers> {
  const limit = input.limit ?? 50
  const rows = await listPlatformUsers(services.database.statement, {
    search: input.search ?? null,
    after: readPageCursor(input.cursor),
    limit: limit + 1,
  })
  return cutPage(
    rows,
    limit,
    row => row.createdAt,
    row => ({
      ...row,
      disabledAt: row.disabledAt?.toISOString() ?? null,
      lockedUntil: row.lockedUntil?.toISOString() ?? null,
      lastLoginAt: row.lastLoginAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    }),
  )
}
