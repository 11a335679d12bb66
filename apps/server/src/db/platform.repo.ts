import { sqlOf } from './sql-of.ts'
import type { PlatformTx, StatementRunner } from './tenant-tx.ts'

/**
 * Every statement that crosses tenants, each a SECURITY DEFINER function of the migrations. Nothing else in the server
 * reaches beyond one tenant.
 */
export interface MemberRow {
  readonly membershipId: string
  readonly userId: string
  readonly tenantId: string
  readonly tenantName: string
  readonly tenantLanguage: string
  readonly name: string
  readonly email: string
  readonly role: 'owner' | 'admin' | 'manager' | 'operator' | 'viewer' | 'guest'
}

export async function describeMember(run: StatementRunner, membershipId: string): Promise<MemberRow | null> {
  const [row] = await run<MemberRow>(
    `SELECT d.membership_id AS "membershipId", d.user_id AS "userId", d.tenant_id AS "tenantId",
       d.tenant_name AS "tenantName", d.tenant_language AS "tenantLanguage", d.name, d.email, d.role
     FROM describe_member($1) d`,
    [membershipId],
  )
  return row ?? null
}

export async function hasAnyTenant(run: StatementRunner): Promise<boolean> {
  const [row] = await run<{ some: boolean }>('SELECT has_any_tenant() AS some', [])
  return row?.some ?? false
}

export interface NewUser {
  readonly id: string
  readonly username: string
  readonly email: string
  readonly name: string
  readonly passwordHash: string
}

export async function registerUser(run: StatementRunner, user: NewUser): Promise<void> {
  await run('SELECT register_user($1, $2, $3, $4, $5)', [
    user.id,
    user.username,
    user.email,
    user.name,
    user.passwordHash,
  ])
}

export interface ChannelRoute {
  readonly tenantId: string
  readonly channelId: string
}

export async function routeChannel(run: StatementRunner, key: string): Promise<ChannelRoute | null> {
  const [row] = await run<ChannelRoute>(
    'SELECT r.tenant_id AS "tenantId", r.channel_id AS "channelId" FROM route_channel($1) r',
    [key],
  )
  return row ?? null
}

export interface DueOutbound {
  readonly tenantId: string
  readonly outboundId: string
}

/** Takes due outbox rows for this worker until `leaseUntil`; whoever dies loses them to the next. */
export async function leaseDueOutbound(
  run: StatementRunner,
  now: Date,
  leaseUntil: Date,
  limit: number,
): Promise<DueOutbound[]> {
  return run<DueOutbound>(
    'SELECT l.tenant_id AS "tenantId", l.outbound_id AS "outboundId" FROM lease_due_outbound($1, $2, $3) l',
    [now, leaseUntil, limit],
  )
}

/** When the next reply falls due; null when none waits. */
export async function nextOutboundDueAt(run: StatementRunner): Promise<Date | null> {
  const [row] = await run<{ at: Date | null }>('SELECT next_outbound_due_at() AS at', [])
  return row?.at ?? null
}

/** When the next burst has settled; null when none waits. */
export async function nextSettleDueAt(run: StatementRunner): Promise<Date | null> {
  const [row] = await run<{ at: Date | null }>('SELECT next_settle_due_at() AS at', [])
  return row?.at ?? null
}

export interface SettledBurst {
  readonly tenantId: string
  readonly conversationId: string
}

/** Takes settled bursts off the list, for whoever stores their jobs in the same transaction. */
export async function claimDueSettles(tx: PlatformTx, now: Date, limit: number): Promise<SettledBurst[]> {
  return sqlOf(tx).$queryRaw<SettledBurst[]>`
    SELECT c.tenant_id AS "tenantId", c.conversation_id AS "conversationId" FROM claim_due_settles(${now}, ${limit}) c`
}

/** Gives back what a process that died had leased. Only where it is certain that no other process delivers. */
export async function releaseOutboundLeases(run: StatementRunner, now: Date): Promise<void> {
  await run('SELECT release_outbound_leases($1)', [now])
}

export async function findEndedSnoozes(
  run: StatementRunner,
  now: Date,
  limit: number,
): Promise<{ tenantId: string; conversationId: string }[]> {
  return run(
    'SELECT f.tenant_id AS "tenantId", f.conversation_id AS "conversationId" FROM find_ended_snoozes($1, $2) f',
    [now, limit],
  )
}

/** Marks runs as failed that began before `before` and never ended. */
export async function closeAbandonedRuns(run: StatementRunner, before: Date, now: Date): Promise<void> {
  await run('SELECT close_abandoned_runs($1, $2)', [before, now])
}

export async function countInFlight(run: StatementRunner): Promise<number> {
  const [row] = await run<{ open: string }>('SELECT count_in_flight() AS open', [])
  return Number(row?.open ?? 0)
}

/** A line of the log of all tenants, for the publisher. */
export interface LogLine {
  readonly xid: string
  readonly id: string
  readonly tenantId: string
  readonly type: string
  readonly entityId: string
  readonly conversationId: string | null
  readonly at: Date
}

export async function readSyncLog(
  run: StatementRunner,
  xid: string,
  id: string,
  limit: number,
): Promise<LogLine[]> {
  return run<LogLine>(
    `SELECT l.xid::text AS xid, l.id::text AS id, l.tenant_id AS "tenantId", l.type, l.entity_id AS "entityId",
       l.conversation_id AS "conversationId", l.created_at AS at
     FROM read_sync_log($1::xid8, $2::bigint, $3) l`,
    [xid, id, limit],
  )
}

export async function syncHead(run: StatementRunner): Promise<{ xid: string; id: string; waiting: boolean }> {
  const [row] = await run<{ xid: string; id: string; waiting: boolean }>(
    'SELECT xid::text AS xid, id::text AS id, waiting FROM sync_head()',
    [],
  )
  return row ?? { xid: '0', id: '0', waiting: false }
}
