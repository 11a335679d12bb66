import { open } from '../../crypto/seal.ts'
import { readGlobalSecret } from '../../db/platform-vault.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { findActiveSecret } from './secret.repo.ts'
import { masterKeyById, placeOf, type VaultParts } from './vault.ts'

/**
 * The value of a secret: the tenant's own, or else the installation's. Null when neither has one. It goes nowhere but
 * to the service it opens: not into a log, an error, an answer.
 *
 * @throws {SealError} when the installation's key is not the one the vault was wrapped with
 */
export async function readSecret(parts: VaultParts, tx: TenantTx, name: string): Promise<string | null> {
  // A rotation that ends between reading the secret and its key has destroyed that key, and sealed the secret anew.
  for (let turn = 0; turn < 3; turn += 1) {
    const own = await findActiveSecret(tx, name)
    const found = own ?? (await readGlobalSecret(tx, name))
    if (found === null) return null
    const master = await masterKeyById(parts, tx, found.keyId)
    if (master === null) continue
    return open(master.key, found.sealed, placeOf(own === null ? null : tx.tenantId, name)).toString('utf8')
  }
  throw new Error('the key of a secret is gone')
}
