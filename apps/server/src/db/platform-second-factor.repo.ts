import { sqlOf } from './sql-of.ts'
import type { StatementRunner, TenantTx } from './tenant-tx.ts'

/** Second factors, each statement a SECURITY DEFINER function of the migrations. */
export interface SecondFactorRow {
  readonly email: string
  readonly name: string
  /** Of the mails, where the person has chosen one. */
  readonly language: 'en' | 'ru' | null
  readonly passwordHash: string | null
  readonly disabledAt: Date | null
  /** Waits for its first code while `confirmedAt` is null. */
  readonly sealedSecret: Uint8Array<ArrayBuffer> | null
  readonly confirmedAt: Date | null
  /** Time steps come as text: they are 64-bit numbers. */
  readonly lastUsedStep: string | null
  readonly recoveryLeft: number
  /** A tenant the person works for lets nobody in without. */
  readonly required: boolean
}

export async function readSecondFactor(
  run: StatementRunner,
  userId: string,
): Promise<SecondFactorRow | null> {
  const [row] = await run<SecondFactorRow>(
    `SELECT r.email, r.name, r.language, r.password_hash AS "passwordHash",
       r.disabled_at AS "disabledAt", r.sealed_secret AS "sealedSecret", r.confirmed_at AS "confirmedAt",
       r.last_used_step AS "lastUsedStep", r.recovery_left AS "recoveryLeft", r.required
     FROM read_second_factor($1) r`,
    [userId],
  )
  return row ?? null
}

/** Stores a secret that waits for its first code. @returns false when a second factor is on already */
export async function beginSecondFactor(
  run: StatementRunner,
  userId: string,
  sealed: Uint8Array,
  now: Date,
): Promise<boolean> {
  const [row] = await run<{ stored: boolean }>('SELECT begin_second_factor($1, $2, $3) AS stored', [
    userId,
    Buffer.from(sealed),
    now,
  ])
  return row?.stored ?? false
}

/** @returns false when the secret is no longer the one that waits */
export async function confirmSecondFactor(
  tx: TenantTx,
  userId: string,
  sealed: Uint8Array<ArrayBuffer>,
  step: number,
  codeHashes: readonly string[],
  now: Date,
): Promise<boolean> {
  const [row] = await sqlOf(tx).$queryRaw<{ confirmed: boolean }[]>`
    SELECT confirm_second_factor(${userId}::uuid, ${sealed}, ${step}::bigint, ${[...codeHashes]}::text[], ${now}) AS confirmed`
  return row?.confirmed ?? false
}

/** @returns false when this step or a later one is spent already */
export async function spendTotpStep(run: StatementRunner, userId: string, step: number): Promise<boolean> {
  const [row] = await run<{ spent: boolean }>('SELECT spend_totp_step($1, $2) AS spent', [userId, step])
  return row?.spent ?? false
}

/** @returns false when there is no such code or it was used */
export async function spendRecoveryCode(
  run: StatementRunner,
  userId: string,
  codeHash: string,
  now: Date,
): Promise<boolean> {
  const [row] = await run<{ spent: boolean }>('SELECT spend_recovery_code($1, $2, $3) AS spent', [
    userId,
    codeHash,
    now,
  ])
  return row?.spent ?? false
}

/** @returns false when there is no second factor to recover */
export async function replaceRecoveryCodes(
  tx: TenantTx,
  userId: string,
  codeHashes: readonly string[],
  now: Date,
): Promise<boolean> {
  const [row] = await sqlOf(tx).$queryRaw<{ replaced: boolean }[]>`
    SELECT replace_recovery_codes(${userId}::uuid, ${[...codeHashes]}::text[], ${now}) AS replaced`
  return row?.replaced ?? false
}

/** @returns false when it was off */
export async function disableSecondFactor(tx: TenantTx, userId: string): Promise<boolean> {
  const [row] = await sqlOf(tx).$queryRaw<{ disabled: boolean }[]>`
    SELECT disable_second_factor(${userId}::uuid) AS disabled`
  return row?.disabled ?? false
}

/**
 * Ends the sessions of everybody in the tenant who has no second factor.
 *
 * @returns how many; null, and none ended, when the member who demands it has none themself
 */
export async function demandSecondFactor(tx: TenantTx, memberId: string, now: Date): Promise<number | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ ended: number | null }[]>`
    SELECT demand_second_factor(${memberId}::uuid, ${now}) AS ended`
  return row?.ended ?? null
}

export interface SecondFactorTry {
  /** Set: the second step is locked, and the try was not counted. */
  readonly lockedUntil: Date | null
  readonly attempts: number
  /** Until when this try, should it be a wrong one, has locked the second step. */
  readonly nextLock: Date | null
}

/** Counts a try before it is looked at. */
export async function chargeSecondFactorTry(
  run: StatementRunner,
  userId: string,
  now: Date,
): Promise<SecondFactorTry> {
  const [row] = await run<SecondFactorTry>(
    `SELECT c.locked_until AS "lockedUntil", c.attempts, c.next_lock AS "nextLock"
     FROM charge_second_factor_try($1, $2) c`,
    [userId, now],
  )
  if (row === undefined) throw new Error('charge_second_factor_try answers one row')
  return row
}

export async function forgiveSecondFactorTries(run: StatementRunner, userId: string): Promise<void> {
  await run('SELECT forgive_second_factor_tries($1)', [userId])
}
