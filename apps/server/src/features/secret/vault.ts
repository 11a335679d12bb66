import { randomBytes } from 'node:crypto'
import type { Clock } from '@countersign/shared/kernel/clock'
import type { IdSource } from '@countersign/shared/kernel/ids'
import { type Keys, makeSealingKey, open, type SealingKey, seal } from '../../crypto/seal.ts'
import {
  addFirstMasterKey,
  findActiveMasterKey,
  findMasterKey,
  type WrappedKey,
} from '../../db/platform-vault.repo.ts'
import type { PlatformTx, TenantTx } from '../../db/tenant-tx.ts'

type Tx = TenantTx | PlatformTx

/** What sealing and opening secrets takes of the services. */
export interface VaultParts {
  readonly keys: Keys
  readonly clock: Clock
  readonly ids: IdSource
}

export interface MasterKey {
  readonly id: string
  readonly key: SealingKey
}

/** Whose secret it is and what it is called: sealed bytes moved to another place do not open. */
export function placeOf(tenantId: string | null, name: string): string {
  return `integration_secrets:${tenantId ?? 'installation'}:${name}`
}

const wrapPlace = (id: string) => `master_keys:${id}`

/** A new key, and how it is stored. */
export function makeMasterKey(parts: VaultParts): { master: MasterKey; wrapped: WrappedKey } {
  const id = parts.ids.next()
  const bytes = randomBytes(32)
  const wrapped = seal(parts.keys.for('vault'), bytes, wrapPlace(id))
  return { master: { id, key: makeSealingKey(bytes) }, wrapped: { id, wrapped } }
}

/** @throws {SealError} when the installation's key is not the one it was wrapped with */
export function unwrap(root: SealingKey | readonly SealingKey[], { id, wrapped }: WrappedKey): MasterKey {
  return { id, key: makeSealingKey(open(root, wrapped, wrapPlace(id))) }
}

export function rewrap(from: readonly SealingKey[], to: SealingKey, stored: WrappedKey): WrappedKey {
  const bytes = open(from, stored.wrapped, wrapPlace(stored.id))
  return { id: stored.id, wrapped: seal(to, bytes, wrapPlace(stored.id)) }
}

/**
 * Unwrapped keys by the root they were unwrapped with. A process keeps the few it has met: a secret then opens without
 * asking for its key. One that was rotated in elsewhere is met at the first secret it sealed.
 */
const met = new WeakMap<Keys, Map<string, MasterKey>>()

function remember(parts: VaultParts, master: MasterKey): MasterKey {
  const known = met.get(parts.keys) ?? new Map<string, MasterKey>()
  known.set(master.id, master)
  met.set(parts.keys, known)
  return master
}

/** The key new secrets are sealed with: always asked for, because it may have been rotated elsewhere. */
export async function activeMasterKey(parts: VaultParts, tx: Tx): Promise<MasterKey> {
  let stored = await findActiveMasterKey(tx)
  if (stored === null) {
    await addFirstMasterKey(tx, makeMasterKey(parts).wrapped, parts.clock.now())
    stored = await findActiveMasterKey(tx)
  }
  if (stored === null) throw new Error('the vault has no key')
  return met.get(parts.keys)?.get(stored.id) ?? remember(parts, unwrap(parts.keys.for('vault'), stored))
}

/** The key with this id; null when it was destroyed, because a rotation sealed what it sealed with another. */
export async function masterKeyById(parts: VaultParts, tx: Tx, id: string): Promise<MasterKey | null> {
  const known = met.get(parts.keys)?.get(id)
  if (known !== undefined) return known
  const stored = await findMasterKey(tx, id)
  return stored === null ? null : remember(parts, unwrap(parts.keys.for('vault'), stored))
}
