import type { PlatformReason } from './platform-vault.repo.ts'
import { sqlOf } from './sql-of.ts'
import type { StatementRunner, TenantTx } from './tenant-tx.ts'

/** The functions of those who look after the installation. Each change asks for the right of its admin itself. */
export type PlatformOutcome = 'done' | 'unchanged' | 'not_found' | 'self'

export interface PageOf {
  /** A part of the name, or an id; null for all. */
  readonly search: string | null
  readonly after: { readonly at: Date; readonly id: string } | null
  readonly limit: number
}

/** Null for everyone who is nothing to the installation, or not any more. */
export async function findPlatformLevel(
  run: StatementRunner,
  userId: string,
): Promise<'admin' | 'owner' | null> {
  const [row] = await run<{ level: 'admin' | 'owner' | null }>('SELECT platform_level($1) AS level', [userId])
  return row?.level ?? null
}

export interface TenantRow {
  readonly id: string
  readonly name: string
  readonly status: 'active' | 'restricted'
  readonly restrictedReason: string | null
  readonly createdAt: Date
  readonly memberCount: number
  readonly ownerEmail: string | null
}

export async function listPlatformTenants(run: StatementRunner, page: PageOf): Promise<TenantRow[]> {
  return run<TenantRow>(
    `SELECT t.id, t.name, t.status, t.restricted_reason AS "restrictedReason", t.created_at AS "createdAt",
       t.member_count AS "memberCount", t.owner_email AS "ownerEmail"
     FROM list_platform_tenants($1, $2, $3, $4) t`,
    [pattern(page.search), page.after?.at ?? null, page.after?.id ?? null, page.limit],
  )
}

export interface UserRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly username: string
  readonly isAdmin: boolean
  readonly isOwner: boolean
  readonly disabledAt: Date | null
  readonly disabledReason: string | null
  readonly lockedUntil: Date | null
  readonly lastLoginAt: Date | null
  readonly createdAt: Date
  readonly memberships: { tenantId: string; tenantName: string; role: string }[]
}

export async function listPlatformUsers(run: StatementRunner, page: PageOf): Promise<UserRow[]> {
  return run<UserRow>(
    `SELECT u.id, u.name, u.email, u.username, u.is_admin AS "isAdmin", u.is_owner AS "isOwner", u.disabled_at AS "disabledAt",
       u.disabled_reason AS "disabledReason", u.locked_until AS "lockedUntil", u.last_login_at AS "lastLoginAt",
       u.created_at AS "createdAt", u.memberships
     FROM list_platform_users($1, $2, $3, $4) u`,
    [pattern(page.search), page.after?.at ?? null, page.after?.id ?? null, page.limit],
  )
}

export interface ActionRow {
  readonly id: string
  readonly action: string
  readonly targetType: string
  readonly targetId: string | null
  readonly targetName: string | null
  readonly adminId: string | null
  readonly adminName: string | null
  readonly reason: string
  readonly previousState: Record<string, unknown>
  readonly metadata: Record<string, unknown>
  readonly at: Date
}

export async function listAdminActions(
  run: StatementRunner,
  page: Omit<PageOf, 'search'> & { targetId: string | null },
): Promise<ActionRow[]> {
  return run<ActionRow>(
    `SELECT a.id, a.action, a.target_type AS "targetType", a.target_id AS "targetId", a.target_name AS "targetName",
       a.admin_id AS "adminId", a.admin_name AS "adminName", a.reason, a.previous_state AS "previousState",
       a.metadata, a.created_at AS at
     FROM list_admin_actions($1, $2, $3, $4) a`,
    [page.targetId, page.after?.at ?? null, page.after?.id ?? null, page.limit],
  )
}

export async function setTenantStatus(
  run: StatementRunner,
  tenantId: string,
  status: 'active' | 'restricted',
  why: PlatformReason,
): Promise<PlatformOutcome> {
  return outcome(
    run('SELECT set_tenant_status($1, $2, $3, $4, $5, $6, $7) AS outcome', [
      why.adminId,
      tenantId,
      status,
      why.reason,
      why.id,
      why.requestId,
      why.now,
    ]),
  )
}

export async function setUserDisabled(
  run: StatementRunner,
  userId: string,
  disabled: boolean,
  why: PlatformReason,
): Promise<PlatformOutcome> {
  return outcome(
    run('SELECT set_user_disabled($1, $2, $3, $4, $5, $6, $7) AS outcome', [
      why.adminId,
      userId,
      disabled,
      why.reason,
      why.id,
      why.requestId,
      why.now,
    ]),
  )
}

export async function unlockUser(
  run: StatementRunner,
  userId: string,
  why: PlatformReason,
): Promise<PlatformOutcome> {
  return outcome(
    run('SELECT unlock_user($1, $2, $3, $4, $5, $6) AS outcome', [
      why.adminId,
      userId,
      why.reason,
      why.id,
      why.requestId,
      why.now,
    ]),
  )
}

export async function setPlatformAdmin(
  run: StatementRunner,
  userId: string,
  admin: boolean,
  why: PlatformReason,
): Promise<PlatformOutcome> {
  return outcome(
    run('SELECT set_platform_admin($1, $2, $3, $4, $5, $6, $7) AS outcome', [
      why.adminId,
      userId,
      admin,
      why.reason,
      why.id,
      why.requestId,
      why.now,
    ]),
  )
}

/** @returns false when the installation has an owner, or there is no such person */
export async function claimPlatform(
  tx: TenantTx,
  userId: string,
  why: Pick<PlatformReason, 'reason' | 'id' | 'now'>,
): Promise<boolean> {
  const [row] = await sqlOf(tx).$queryRaw<{ claimed: boolean }[]>`
    SELECT claim_platform(${userId}::uuid, ${why.reason}, ${why.id}::uuid, ${why.now}) AS claimed`
  return row?.claimed ?? false
}

export interface FlagRow {
  readonly name: string
  readonly tenantId: string | null
  readonly tenantName: string | null
  readonly enabled: boolean
}

/** Of the installation and of all its tenants, or with an id of the one. */
export async function listPlatformFlags(run: StatementRunner, tenantId: string | null): Promise<FlagRow[]> {
  return run<FlagRow>(
    `SELECT f.name, f.tenant_id AS "tenantId", f.tenant_name AS "tenantName", f.enabled FROM list_platform_flags($1) f`,
    [tenantId],
  )
}

export async function setPlatformFlag(
  run: StatementRunner,
  flag: { name: string; tenantId: string | null; enabled: boolean | null },
  why: PlatformReason,
): Promise<PlatformOutcome> {
  return outcome(
    run('SELECT set_platform_flag($1, $2, $3, $4, $5, $6, $7, $8) AS outcome', [
      why.adminId,
      flag.name,
      flag.tenantId,
      flag.enabled,
      why.reason,
      why.id,
      why.requestId,
      why.now,
    ]),
  )
}

/** Empties a customer of the open tenant; how many rows of each table. Null: no such customer; empty: done before. */
export async function eraseCustomer(
  tx: TenantTx,
  customerId: string,
  memberId: string,
  now: Date,
): Promise<Record<string, number> | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ rows: Record<string, number> | null }[]>`
    SELECT erase_customer(${customerId}::uuid, ${memberId}::uuid, ${now}) AS rows`
  return row?.rows ?? null
}

async function outcome(answer: Promise<unknown[]>): Promise<PlatformOutcome> {
  const [row] = (await answer) as { outcome: PlatformOutcome }[]
  if (row === undefined) throw new Error('the function answered nothing')
  return row.outcome
}

function pattern(search: string | null): string | null {
  return search === null || search === '' ? null : `%${search.replace(/[\\%_]/g, match => `\\${match}`)}%`
}
