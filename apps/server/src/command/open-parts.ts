import { systemClock } from '@countersign/shared/kernel/clock'
import { uuidv7 } from 'uuidv7'
import type { Config } from '../config/config.ts'
import { type Keys, makeKeys } from '../crypto/seal.ts'
import { openDatabase } from '../db/open-database.ts'

/** What commands on the server work with. The embedded database is free only while no server has it open. */
export async function openParts(config: Config) {
  const { databaseUrl, dataDir, encryptionKey } = config
  const open = await openDatabase({ databaseUrl, dataDir, secret: encryptionKey })
  const keys: Keys = makeKeys(encryptionKey)
  return {
    open,
    parts: { database: open.database, keys, clock: systemClock, ids: { next: uuidv7 } },
  }
}
