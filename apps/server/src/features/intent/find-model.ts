import type { Database } from '../../db/tenant-tx.ts'
import { findModelBytes, findNewestVersion } from './model.repo.ts'

/** Null when the tenant has learned none of its own. */
export function findNewestIntentVersion(database: Database, tenantId: string): Promise<number | null> {
  return database.readTenant(tenantId, findNewestVersion)
}

export function loadIntentModel(
  database: Database,
  tenantId: string,
  version: number,
): Promise<Uint8Array | null> {
  return database.readTenant(tenantId, tx => findModelBytes(tx, version))
}
