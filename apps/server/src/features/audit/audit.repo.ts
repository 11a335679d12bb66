import type { AuditLine } from '@countersign/shared/audit/audit.contract'
import type { ChainedEvent } from '@countersign/shared/audit/audit-chain.policy'
import { Prisma } from '../../db/generated/client.ts'
import type { ActorKind } from '../../db/generated/enums.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface AuditEntry {
  readonly id: string
  readonly actorKind: ActorKind
  readonly actorId: string | null
  readonly action: string
  readonly entityType: string
  readonly entityId: string
  readonly metadata: Readonly<Record<string, string | number | boolean | null>>
  readonly requestId: string | null
  readonly address: string | null
  readonly userAgent: string | null
}

export async function insertAuditEvent(tx: TenantTx, entry: AuditEntry): Promise<void> {
  await sqlOf(tx).$executeRaw`
    INSERT INTO audit_events (id, tenant_id, actor_kind, actor_id, action, entity_type, entity_id, metadata, request_id,
      address, user_agent)
    VALUES (${entry.id}::uuid, ${tx.tenantId}::uuid, ${entry.actorKind}::actor_kind, ${entry.actorId}::uuid, ${entry.action},
      ${entry.entityType}, ${entry.entityId}::uuid, ${JSON.stringify(entry.metadata)}::jsonb, ${entry.requestId},
      ${entry.address}, ${entry.userAgent})`
}

export interface AuditFilter {
  readonly actorId: string | null
  readonly actorKind: ActorKind | null
  readonly action: string | null
  readonly entityType: string | null
  readonly entityId: string | null
  /** Included. */
  readonly from: Date | null
  /** Not included. */
  readonly to: Date | null
  /** Position of the last line of the page before. */
  readonly after: { readonly at: Date; readonly id: string } | null
  readonly limit: number
}

interface LineRow extends Omit<AuditLine, 'at' | 'actor'> {
  readonly at: Date
  readonly actorKind: ActorKind
  readonly actorId: string | null
  readonly actorName: string | null
}

/** One page, newest first, cut before names and links are joined to it. */
export async function listAuditLines(tx: TenantTx, filter: AuditFilter): Promise<AuditLine[]> {
  const { actorId, actorKind, action, entityType, entityId, from, to, after, limit } = filter
  const conditions = [
    Prisma.sql`e.tenant_id = ${tx.tenantId}::uuid`,
    ...(actorId === null ? [] : [Prisma.sql`e.actor_id = ${actorId}::uuid`]),
    // Written out, not bound: that a partial index covers it is seen when the statement is planned.
    ...(actorKind === null ? [] : [Prisma.sql`e.actor_kind = '${Prisma.raw(actorKind)}'`]),
    ...(action === null ? [] : [Prisma.sql`e.action = ${action}`]),
    ...(entityType === null ? [] : [Prisma.sql`e.entity_type = ${entityType}`]),
    ...(entityId === null ? [] : [Prisma.sql`e.entity_id = ${entityId}::uuid`]),
    ...(from === null ? [] : [Prisma.sql`e.created_at >= ${from}`]),
    ...(to === null ? [] : [Prisma.sql`e.created_at < ${to}`]),
    ...(after === null ? [] : [Prisma.sql`(e.created_at, e.id) < (${after.at}, ${after.id}::uuid)`]),
  ]
  const rows = await sqlOf(tx).$queryRaw<LineRow[]>`
    SELECT e.id, l.seq, l.hash, e.created_at AS at, e.actor_kind AS "actorKind", m.id AS "actorId", u.name AS "actorName",
      e.action, e.entity_type AS "entityType", e.entity_id AS "entityId", e.metadata, e.request_id AS "requestId",
      e.address, e.user_agent AS "userAgent"
    FROM (
      SELECT * FROM audit_events e WHERE ${Prisma.join(conditions, ' AND ')}
      ORDER BY e.created_at DESC, e.id DESC LIMIT ${limit}
    ) e
    JOIN audit_links l ON l.event_id = e.id AND l.tenant_id = e.tenant_id
    LEFT JOIN memberships m ON m.tenant_id = e.tenant_id AND m.id = e.actor_id
    LEFT JOIN users u ON u.id = m.user_id
    ORDER BY e.created_at DESC, e.id DESC`
  return rows.map(({ at, actorKind: kind, actorId: memberId, actorName: name, ...line }) => ({
    ...line,
    at: at.toISOString(),
    actor: { kind, memberId, name },
  }))
}

export interface LinkRow {
  readonly seq: number
  readonly prevHash: string | null
  readonly hash: string
  readonly event: ChainedEvent
}

type StoredLink = Omit<LinkRow, 'event'> & ChainedEvent

/** The next links of the chain, in its order, each field as the text that is hashed. */
export async function readLinks(tx: TenantTx, afterSeq: number, limit: number): Promise<LinkRow[]> {
  const rows = await sqlOf(tx).$queryRaw<StoredLink[]>`
    SELECT l.seq, l.prev_hash AS "prevHash", l.hash, e.id, e.tenant_id AS "tenantId",
      to_char(e.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, e.actor_kind AS "actorKind",
      e.actor_id AS "actorId", e.action, e.entity_type AS "entityType", e.entity_id AS "entityId",
      e.metadata::text AS metadata, e.request_id AS "requestId", e.address, e.user_agent AS "userAgent"
    FROM audit_links l JOIN audit_events e ON e.id = l.event_id AND e.tenant_id = l.tenant_id
    WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.seq > ${afterSeq}
    ORDER BY l.seq LIMIT ${limit}`
  return rows.map(({ seq, prevHash, hash, ...event }) => ({ seq, prevHash, hash, event }))
}

/** Lines and links there are: a line without a link, or the other way, shows in no list of pairs. */
export async function countTrail(tx: TenantTx): Promise<{ events: number; links: number }> {
  const [row] = await sqlOf(tx).$queryRaw<{ events: number; links: number }[]>`
    SELECT (SELECT count(*)::int FROM audit_events WHERE tenant_id = ${tx.tenantId}::uuid) AS events,
      (SELECT count(*)::int FROM audit_links WHERE tenant_id = ${tx.tenantId}::uuid) AS links`
  return row ?? { events: 0, links: 0 }
}
