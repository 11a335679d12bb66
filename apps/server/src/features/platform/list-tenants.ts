import type { PlatformTenants } from '@countersign/shared/platform/platform.contract'
import type { Services } from '../../api/services.ts'
import { listPlatformTenants } from '../../db/platform-admin.repo.ts'
import { cutPage, readPageCursor } from './page-cursor.ts'

export interface PlatformList {
  readonly search?: string | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** All tenants, newest first. */
export async function listTenants(services: Services, input: PlatformList = {}): Promise<PlatformTenants> {
  const limit = input.limit ?? 50
  const rows = await listPlatformTenants(services.database.statement, {
    search: input.search ?? null,
    after: readPageCursor(input.cursor),
    limit: limit + 1,
  })
  return cutPage(
    rows,
    limit,
    row => row.createdAt,
    row => ({ ...row, createdAt: row.createdAt.toISOString() }),
  )
}
