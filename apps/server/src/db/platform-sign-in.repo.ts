import type { SessionMethod } from '@countersign/shared/identity/session.contract'
import { sqlOf } from './sql-of.ts'
import type { PlatformTx, StatementRunner, TenantTx } from './tenant-tx.ts'

/**
 * People, their mailed secrets and their sessions: what is there before a tenant is known. Each statement calls a
 * function of the migrations that runs with its owner's rights.
 */

/** An open transaction as a runner of the platform's functions, which then commit or fail with it. */
export function within(tx: TenantTx | PlatformTx): StatementRunner {
  return async <Row>(statement: string, values: readonly unknown[]) =>
    (await sqlOf(tx).$queryRawUnsafe(statement, ...values)) as Row[]
}

export interface SignInTry {
  /** Set: the account or the address is locked, and the try was not counted. */
  readonly lockedUntil: Date | null
  readonly attempts: number
  /** Until when this try, should it be a wrong one, has locked the account. */
  readonly nextLock: Date | null
  readonly userId: string | null
  readonly name: string | null
  readonly language: 'en' | 'ru' | null
  readonly passwordHash: string | null
  readonly verified: boolean
  readonly disabled: boolean
  /** The strongest one that is open. */
  readonly membershipId: string | null
  readonly tenantId: string | null
}

/** @param keys what the locks are kept under; `address` null: addresses are not counted */
export async function beginSignIn(
  run: StatementRunner,
  email: string,
  keys: { account: string; address: string | null },
  now: Date,
): Promise<SignInTry> {
  const [row] = await run<SignInTry>(
    `SELECT b.locked_until AS "lockedUntil", b.attempts, b.next_lock AS "nextLock", b.user_id AS "userId", b.name,
       b.language, b.password_hash AS "passwordHash", b.verified, b.disabled, b.membership_id AS "membershipId",
       b.tenant_id AS "tenantId"
     FROM begin_sign_in($1, $2, $3, $4::timestamptz) b`,
    [email, keys.account, keys.address, now],
  )
  if (row === undefined) throw new Error('begin_sign_in answers one row')
  return row
}

export async function forgiveSignIn(
  run: StatementRunner,
  keys: { account: string; address: string | null },
): Promise<void> {
  await run('SELECT forgive_sign_in($1, $2)', [keys.account, keys.address])
}

export interface PersonRow {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly language: 'en' | 'ru' | null
  readonly verified: boolean
  readonly disabled: boolean
  readonly membershipId: string | null
  readonly tenantId: string | null
}

export async function findPerson(run: StatementRunner, email: string): Promise<PersonRow | null> {
  const [row] = await run<PersonRow>(
    `SELECT f.user_id AS "userId", f.name, f.email, f.language, f.verified, f.disabled,
       f.membership_id AS "membershipId", f.tenant_id AS "tenantId" FROM find_person($1) f`,
    [email],
  )
  return row ?? null
}

export interface AccountRow {
  readonly name: string
  readonly email: string
  readonly newEmail: string | null
  readonly language: 'en' | 'ru' | null
  readonly passwordHash: string | null
  readonly tenantNames: string[]
}

export async function findAccount(run: StatementRunner, userId: string): Promise<AccountRow | null> {
  const [row] = await run<AccountRow>(
    `SELECT f.name, f.email, f.new_email AS "newEmail", f.language, f.password_hash AS "passwordHash",
       f.tenant_names AS "tenantNames" FROM find_account($1::uuid) f`,
    [userId],
  )
  return row ?? null
}

export interface NewSignUp {
  readonly id: string
  readonly username: string
  readonly email: string
  readonly name: string
  readonly passwordHash: string
  readonly language: string
  readonly tenantName: string
  readonly now: Date
}

export interface SignUpRow {
  readonly outcome: 'new' | 'unverified' | 'taken'
  readonly userId: string
  readonly name: string
}

export async function registerSignUp(run: StatementRunner, person: NewSignUp): Promise<SignUpRow> {
  const { id, username, email, name, passwordHash, language, tenantName, now } = person
  const [row] = await run<SignUpRow>(
    `SELECT r.outcome, r.user_id AS "userId", r.name
     FROM register_sign_up($1::uuid, $2, $3, $4, $5, $6, $7, $8::timestamptz) r`,
    [id, username, email, name, passwordHash, language, tenantName, now],
  )
  if (row === undefined) throw new Error('register_sign_up answers one row')
  return row
}

export type EmailTokenKind = 'verify' | 'reset' | 'change'

export interface NewEmailToken {
  readonly id: string
  readonly userId: string
  readonly kind: EmailTokenKind
  readonly email: string
  readonly tokenHash: string
  readonly codeHash: string
  readonly now: Date
  readonly expiresAt: Date
}

/** @returns false when the person has been sent enough of them for this hour */
export async function issueEmailToken(run: StatementRunner, token: NewEmailToken): Promise<boolean> {
  const { id, userId, kind, email, tokenHash, codeHash, now, expiresAt } = token
  const [row] = await run<{ issued: boolean }>(
    `SELECT issue_email_token($1::uuid, $2::uuid, $3::email_token_kind, $4, $5, $6, $7::timestamptz, $8::timestamptz)
       AS issued`,
    [id, userId, kind, email, tokenHash, codeHash, now, expiresAt],
  )
  return row?.issued ?? false
}

/** What a mailed secret is looked up by. A code needs to be told whose: by e-mail, or by the person signed in. */
export interface EmailTokenProof {
  readonly tokenHash: string | null
  readonly userId: string | null
  readonly email: string | null
  readonly codeHash: string | null
}

export interface EmailTokenRow {
  readonly tokenId: string
  readonly userId: string
  /** The address it was sent to; for a change the new one. */
  readonly tokenEmail: string
  readonly email: string
  readonly name: string
  readonly language: 'en' | 'ru' | null
  readonly tenantNames: string[]
  readonly membershipId: string | null
  readonly tenantId: string | null
}

/** Counts a wrong code, so it runs as a statement of its own: a transaction that is taken back would give the try back. */
export async function findEmailToken(
  statement: StatementRunner,
  kind: EmailTokenKind,
  proof: EmailTokenProof,
  now: Date,
): Promise<EmailTokenRow | null> {
  const [row] = await statement<EmailTokenRow>(
    `SELECT f.token_id AS "tokenId", f.user_id AS "userId", f.token_email AS "tokenEmail", f.email, f.name, f.language,
       f.tenant_names AS "tenantNames", f.membership_id AS "membershipId", f.tenant_id AS "tenantId"
     FROM find_email_token($1::email_token_kind, $2, $3::uuid, $4, $5, $6::timestamptz) f`,
    [kind, proof.tokenHash, proof.userId, proof.email, proof.codeHash, now],
  )
  return row ?? null
}

/** @returns false when somebody else has used the token meanwhile */
export async function confirmEmail(run: StatementRunner, tokenId: string, now: Date): Promise<boolean> {
  const [row] = await run<{ done: boolean }>('SELECT confirm_email($1::uuid, $2::timestamptz) AS done', [
    tokenId,
    now,
  ])
  return row?.done ?? false
}

export async function resetStoredPassword(
  run: StatementRunner,
  tokenId: string,
  passwordHash: string,
  now: Date,
): Promise<boolean> {
  const [row] = await run<{ done: boolean }>('SELECT reset_password($1::uuid, $2, $3::timestamptz) AS done', [
    tokenId,
    passwordHash,
    now,
  ])
  return row?.done ?? false
}

/** @returns false when the token has been used meanwhile, or the address has got an account */
export async function changeStoredEmail(run: StatementRunner, tokenId: string, now: Date): Promise<boolean> {
  const [row] = await run<{ done: boolean }>('SELECT change_email($1::uuid, $2::timestamptz) AS done', [
    tokenId,
    now,
  ])
  return row?.done ?? false
}

/** @returns how many other sessions it ended */
export async function changeStoredPassword(
  run: StatementRunner,
  userId: string,
  passwordHash: string,
  keepSessionId: string,
  now: Date,
): Promise<number> {
  const [row] = await run<{ ended: number }>(
    'SELECT change_password($1::uuid, $2, $3::uuid, $4::timestamptz) AS ended',
    [userId, passwordHash, keepSessionId, now],
  )
  return row?.ended ?? 0
}

export async function updateStoredAccount(
  run: StatementRunner,
  userId: string,
  name: string,
  language: string | null,
): Promise<void> {
  await run('SELECT update_account($1::uuid, $2, $3)', [userId, name, language])
}

export interface NewSession {
  readonly id: string
  readonly userId: string
  readonly membershipId: string
  readonly tokenHash: string
  readonly familyHash: string
  readonly device: string | null
  readonly address: string | null
  readonly method: SessionMethod
  readonly now: Date
}

/** Null when the membership, the person or the tenant is not open. `newDevice`: not the first, and not seen before. */
export async function openSession(
  run: StatementRunner,
  session: NewSession,
): Promise<{ expiresAt: Date; newDevice: boolean } | null> {
  const { id, userId, membershipId, tokenHash, familyHash, device, address, method, now } = session
  const [row] = await run<{ expiresAt: Date; newDevice: boolean }>(
    `SELECT o.expires_at AS "expiresAt", o.new_device AS "newDevice"
     FROM open_session($1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7, $8::session_method, $9::timestamptz) o`,
    [id, userId, membershipId, tokenHash, familyHash, device, address, method, now],
  )
  return row ?? null
}

export interface RotatedSession {
  readonly sessionId: string
  readonly membershipId: string
  readonly expiresAt: Date
}

/**
 * @param used false: nobody sits at what asks, so that the session ends no later for it
 * @returns `outrun` when another swap of the same token, begun before this one, is the one that counts
 */
export async function rotateSession(
  run: StatementRunner,
  old: { hash: string; familyHash: string },
  newHash: string,
  now: Date,
  used = true,
): Promise<RotatedSession | 'outrun' | null> {
  const [row] = await run<RotatedSession | { readonly sessionId: null }>(
    `SELECT r.session_id AS "sessionId", r.membership_id AS "membershipId", r.expires_at AS "expiresAt"
     FROM rotate_session($1, $2, $3, $4, $5::timestamptz) r`,
    [old.hash, newHash, old.familyHash, used, now],
  )
  if (row === undefined) return null
  return row.sessionId === null ? 'outrun' : row
}

export async function signOutSession(
  run: StatementRunner,
  tokenHash: string,
  now: Date,
): Promise<{ sessionId: string; membershipId: string; tenantId: string } | null> {
  const [row] = await run<{ sessionId: string; membershipId: string; tenantId: string }>(
    `SELECT s.session_id AS "sessionId", s.membership_id AS "membershipId", s.tenant_id AS "tenantId"
     FROM sign_out_session($1, $2::timestamptz) s`,
    [tokenHash, now],
  )
  return row ?? null
}

/** @returns false unless it was a live session of that person */
export async function endSession(
  run: StatementRunner,
  sessionId: string,
  userId: string,
  now: Date,
): Promise<boolean> {
  const [row] = await run<{ done: boolean }>(
    'SELECT end_session($1::uuid, $2::uuid, $3::timestamptz) AS done',
    [sessionId, userId, now],
  )
  return row?.done ?? false
}

export async function endOtherSessions(
  run: StatementRunner,
  userId: string,
  keepSessionId: string,
  now: Date,
): Promise<number> {
  const [row] = await run<{ ended: number }>(
    'SELECT end_other_sessions($1::uuid, $2::uuid, $3::timestamptz) AS ended',
    [userId, keepSessionId, now],
  )
  return row?.ended ?? 0
}

export interface OwnSessionRow {
  readonly id: string
  readonly device: string | null
  readonly address: string | null
  readonly method: SessionMethod
  readonly tenantName: string
  readonly createdAt: Date
  readonly lastUsedAt: Date
  readonly expiresAt: Date
}

export async function listOwnSessions(
  run: StatementRunner,
  userId: string,
  now: Date,
): Promise<OwnSessionRow[]> {
  return run<OwnSessionRow>(
    `SELECT l.id, l.device, l.address, l.method, l.tenant_name AS "tenantName", l.created_at AS "createdAt",
       l.last_used_at AS "lastUsedAt", l.expires_at AS "expiresAt"
     FROM list_own_sessions($1::uuid, $2::timestamptz) l`,
    [userId, now],
  )
}

export interface OwnTenantRow {
  readonly tenantId: string
  readonly tenantName: string
  readonly membershipId: string
  readonly role: 'owner' | 'admin' | 'manager' | 'operator' | 'viewer' | 'guest'
}

export async function listOwnTenants(run: StatementRunner, userId: string): Promise<OwnTenantRow[]> {
  return run<OwnTenantRow>(
    `SELECT l.tenant_id AS "tenantId", l.tenant_name AS "tenantName", l.membership_id AS "membershipId", l.role
     FROM list_own_tenants($1::uuid) l`,
    [userId],
  )
}

/** Null when the session has ended, or the membership is not the person's or not open. */
export async function moveSession(
  run: StatementRunner,
  session: {
    id: string
    userId: string
    membershipId: string
    tokenHash: string
    familyHash: string
    now: Date
  },
): Promise<{ expiresAt: Date } | null> {
  const { id, userId, membershipId, tokenHash, familyHash, now } = session
  const [row] = await run<{ expiresAt: Date }>(
    `SELECT m.expires_at AS "expiresAt" FROM move_session($1::uuid, $2::uuid, $3::uuid, $4, $5, $6::timestamptz) m`,
    [id, userId, membershipId, tokenHash, familyHash, now],
  )
  return row ?? null
}
