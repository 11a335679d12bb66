import type { Services } from '../../api/services.ts'
import { type Keys, open, seal } from '../../crypto/seal.ts'
import {
  listMasterKeys,
  listSecretsToReseal,
  noteRotation,
  resealSecret,
  retireMasterKeys,
  rewrapMasterKey,
  rotateMasterKey,
} from '../../db/platform-vault.repo.ts'
import type { PlatformTx } from '../../db/tenant-tx.ts'
import { activeMasterKey, makeMasterKey, masterKeyById, placeOf, rewrap, type VaultParts } from './vault.ts'

type RotationParts = VaultParts & Pick<Services, 'database'>

export interface Rotation {
  /** The key that seals now. */
  readonly keyId: string
  /** Secrets sealed again by this call. */
  readonly secrets: number
  /** An earlier rotation was cut off, and this call finished it instead of beginning another. */
  readonly resumed: boolean
}

const batch = 50

/**
 * Gives the vault a new key while everything goes on: from the first moment new secrets are sealed with it, those
 * there are follow a batch at a time, and a key that seals nothing any more is destroyed. Cut off at any point, the next
 * call goes on where it stopped. Several at once share the work.
 *
 * @param why.adminId null: a command on the server
 */
export async function rotateVault(
  parts: RotationParts,
  why: { adminId: string | null; reason: string; requestId: string | null },
  size = batch,
): Promise<Rotation> {
  const { database, clock, ids } = parts
  const begun = await database.withPlatform(async tx => {
    // There has to be a key to retire, or the first secret would make one beside the new one.
    await activeMasterKey(parts, tx)
    const { wrapped } = makeMasterKey(parts)
    const now = clock.now()
    const rotated = await rotateMasterKey(tx, wrapped, now)
    if (rotated) await noteRotation(tx, wrapped.id, { ...why, id: ids.next(), now })
    return { rotated, keyId: (await activeMasterKey(parts, tx)).id }
  })
  let secrets = 0
  for (;;) {
    const sealed = await database.withPlatform(tx => resealBatch(parts, tx, size))
    secrets += sealed
    if (sealed < size) break
  }
  await database.withPlatform(tx => retireMasterKeys(tx, clock.now()))
  return { keyId: begun.keyId, secrets, resumed: !begun.rotated }
}

async function resealBatch(parts: VaultParts, tx: PlatformTx, size: number): Promise<number> {
  const to = await activeMasterKey(parts, tx)
  const secrets = await listSecretsToReseal(tx, size)
  for (const { id, tenantId, name, sealed, keyId } of secrets) {
    const from = await masterKeyById(parts, tx, keyId)
    if (from === null) throw new Error('the key of a secret is gone')
    const place = placeOf(tenantId, name)
    await resealSecret(tx, id, seal(to.key, open(from.key, sealed, place), place), to.id)
  }
  return secrets.length
}

/**
 * Wraps the vault's keys with the installation's new root key, all of them or none. The secrets themselves stay as they
 * are. Those already wrapped with it are left alone, so that it can be run again.
 *
 * @returns how many were wrapped anew
 * @throws {SealError} when a key was wrapped with neither
 */
export function rewrapVault(parts: RotationParts, previous: Keys): Promise<number> {
  const to = parts.keys.for('vault')
  return parts.database.withPlatform(async tx => {
    let count = 0
    for (const stored of await listMasterKeys(tx)) {
      const wrapped = rewrap([to, previous.for('vault')], to, stored)
      await rewrapMasterKey(tx, wrapped)
      count += 1
    }
    return count
  })
}
