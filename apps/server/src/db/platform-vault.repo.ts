import { sqlOf } from './sql-of.ts'
import type { PlatformTx, StatementRunner, TenantTx } from './tenant-tx.ts'

/** The functions of the vault: its keys, which belong to no tenant, and the secrets of the installation. */
export interface WrappedKey {
  readonly id: string
  /** Sealed with the installation's root key. */
  readonly wrapped: Uint8Array
}

type Tx = TenantTx | PlatformTx

/** The key to seal with; held until the transaction ends. Null before the first secret. */
export async function findActiveMasterKey(tx: Tx): Promise<WrappedKey | null> {
  const [row] = await sqlOf(tx).$queryRaw<WrappedKey[]>`SELECT k.id, k.wrapped FROM active_master_key() k`
  return row ?? null
}

export async function findMasterKey(tx: Tx, id: string): Promise<WrappedKey | null> {
  const [row] = await sqlOf(tx).$queryRaw<WrappedKey[]>`
    SELECT k.id, k.wrapped FROM find_master_key(${id}::uuid) k`
  return row ?? null
}

/** Adds a key where there is none yet; somebody else's is left as it is. */
export async function addFirstMasterKey(tx: Tx, key: WrappedKey, now: Date): Promise<void> {
  await sqlOf(tx).$queryRaw`SELECT add_first_master_key(${key.id}::uuid, ${key.wrapped}, ${now})::text`
}

/** @returns false while an earlier rotation is not finished: nothing was changed */
export async function rotateMasterKey(tx: Tx, key: WrappedKey, now: Date): Promise<boolean> {
  const [row] = await sqlOf(tx).$queryRaw<{ done: boolean }[]>`
    SELECT rotate_master_key(${key.id}::uuid, ${key.wrapped}, ${now}) AS done`
  return row?.done ?? false
}

export interface SealedSecret {
  readonly id: string
  /** Null: the installation's. */
  readonly tenantId: string | null
  readonly name: string
  readonly sealed: Uint8Array
  readonly keyId: string
}

/** Secrets still sealed with a key that is being retired; held until the transaction ends. */
export async function listSecretsToReseal(tx: Tx, limit: number): Promise<SealedSecret[]> {
  return sqlOf(tx).$queryRaw<SealedSecret[]>`
    SELECT s.id, s.tenant_id AS "tenantId", s.name, s.sealed, s.key_id AS "keyId" FROM secrets_to_reseal(${limit}::int) s`
}

export async function resealSecret(tx: Tx, id: string, sealed: Uint8Array, keyId: string): Promise<void> {
  await sqlOf(tx).$queryRaw`SELECT reseal_secret(${id}::uuid, ${sealed}, ${keyId}::uuid)::text`
}

/** Destroys keys that seal nothing any more; how many. */
export async function retireMasterKeys(tx: Tx, now: Date): Promise<number> {
  const [row] = await sqlOf(tx).$queryRaw<{ retired: number }[]>`SELECT retire_master_keys(${now}) AS retired`
  return row?.retired ?? 0
}

/** Every key that still opens something; held until the transaction ends. */
export async function listMasterKeys(tx: Tx): Promise<WrappedKey[]> {
  return sqlOf(tx).$queryRaw<WrappedKey[]>`SELECT k.id, k.wrapped FROM list_master_keys() k`
}

export async function rewrapMasterKey(tx: Tx, key: WrappedKey): Promise<void> {
  await sqlOf(tx).$queryRaw`SELECT rewrap_master_key(${key.id}::uuid, ${key.wrapped})::text`
}

export async function readGlobalSecret(
  tx: Tx,
  name: string,
): Promise<{ sealed: Uint8Array; keyId: string } | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ sealed: Uint8Array; keyId: string }[]>`
    SELECT s.sealed, s.key_id AS "keyId" FROM read_global_secret(${name}) s`
  return row ?? null
}

export interface GlobalSecretRow {
  readonly id: string
  readonly name: string
  readonly last4: string | null
  readonly createdAt: Date
  readonly createdBy: string | null
  readonly rotatedAt: Date | null
  readonly revokedAt: Date | null
}

export async function listGlobalSecrets(run: StatementRunner): Promise<GlobalSecretRow[]> {
  return run<GlobalSecretRow>(
    `SELECT s.id, s.name, s.last4, s.created_at AS "createdAt", s.created_by AS "createdBy", s.rotated_at AS "rotatedAt",
       s.revoked_at AS "revokedAt" FROM list_global_secrets() s`,
    [],
  )
}

/** Who does something to the installation, and why. `id` is that of the line it leaves. */
export interface PlatformReason {
  readonly adminId: string
  readonly reason: string
  readonly id: string
  readonly requestId: string | null
  readonly now: Date
}

export interface NewGlobalSecret {
  readonly id: string
  readonly name: string
  readonly sealed: Uint8Array
  readonly keyId: string
  readonly last4: string | null
}

/** @returns whether it replaced another */
export async function putGlobalSecret(
  tx: Tx,
  secret: NewGlobalSecret,
  why: PlatformReason,
): Promise<boolean> {
  const [row] = await sqlOf(tx).$queryRaw<{ replaced: boolean }[]>`
    SELECT put_global_secret(${why.adminId}::uuid, ${secret.id}::uuid, ${secret.name}, ${secret.sealed}, ${secret.keyId}::uuid,
      ${secret.last4}, ${why.reason}, ${why.id}::uuid, ${why.requestId}, ${why.now}) AS replaced`
  return row?.replaced ?? false
}

export async function revokeGlobalSecret(
  run: StatementRunner,
  id: string,
  why: PlatformReason,
): Promise<'done' | 'unchanged' | 'not_found'> {
  const [row] = await run<{ outcome: 'done' | 'unchanged' | 'not_found' }>(
    'SELECT revoke_global_secret($1, $2, $3, $4, $5, $6) AS outcome',
    [why.adminId, id, why.reason, why.id, why.requestId, why.now],
  )
  return row?.outcome ?? 'not_found'
}

/** `adminId` null: a command on the server. */
export async function noteRotation(
  tx: Tx,
  keyId: string,
  why: Omit<PlatformReason, 'adminId'> & { adminId: string | null },
): Promise<void> {
  await sqlOf(tx).$queryRaw`
    SELECT note_rotation(${why.adminId}::uuid, ${keyId}::uuid, ${why.reason}, ${why.id}::uuid, ${why.requestId}, ${why.now})::text`
}
