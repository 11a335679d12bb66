import { systemClock } from '@countersign/shared/kernel/clock'
import { uuidv7 } from 'uuidv7'
import type { Config } from '../config/config.ts'
import { type Keys, makeKeys } from '../crypto/seal.ts'
import { openDatabase } from '../db/open-database.ts'

/**
 * What commands on the server work with.
 *
 * @param beside false for what no server may be running beside: the embedded database then has to be free
 */
export async function openParts(config: Config, beside = true) {
  const { databaseUrl, dataDir, encryptionKey } = config
  const open = await openDatabase({ databaseUrl, dataDir, secret: encryptionKey, beside })
  const keys: Keys = makeKeys(encryptionKey)
  return {
    open,
    parts: { database: open.database, keys, clock: systemClock, ids: { next: uuidv7 } },
  }
}
