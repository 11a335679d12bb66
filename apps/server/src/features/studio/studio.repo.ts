import { Prisma } from '../../db/generated/client.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

type Status = 'running' | 'done' | 'failed'

export async function insertThread(
  tx: TenantTx,
  row: { id: string; memberId: string; title: string; now: Date },
): Promise<void> {
  await sqlOf(tx).studioThread.create({
    data: {
      id: row.id,
      tenantId: tx.tenantId,
      membershipId: row.memberId,
      title: row.title,
      createdAt: row.now,
      updatedAt: row.now,
    },
    select: { id: true },
  })
}

/** A member's threads are their own: nobody else reads or goes on with them. */
export async function findThread(
  tx: TenantTx,
  id: string,
  memberId: string,
): Promise<{ id: string; title: string; updatedAt: Date } | null> {
  return sqlOf(tx).studioThread.findFirst({
    where: { tenantId: tx.tenantId, id, membershipId: memberId },
    select: { id: true, title: true, updatedAt: true },
  })
}

export async function listThreadRows(
  tx: TenantTx,
  memberId: string,
): Promise<{ id: string; title: string; updatedAt: Date }[]> {
  return sqlOf(tx).studioThread.findMany({
    where: { tenantId: tx.tenantId, membershipId: memberId },
    orderBy: { updatedAt: 'desc' },
    take: 100,
    select: { id: true, title: true, updatedAt: true },
  })
}

export interface MessageRow {
  readonly id: string
  readonly threadId: string
  readonly parentId: string | null
  readonly text: string
  readonly status: Status
  readonly trace: unknown
  readonly reply: string | null
  readonly createdAt: Date
}

const messageColumns = {
  id: true,
  threadId: true,
  parentId: true,
  text: true,
  status: true,
  trace: true,
  reply: true,
  createdAt: true,
} as const

export async function insertMessage(
  tx: TenantTx,
  row: { id: string; threadId: string; parentId: string | null; text: string; now: Date },
): Promise<void> {
  await sqlOf(tx).studioMessage.create({
    data: {
      id: row.id,
      tenantId: tx.tenantId,
      threadId: row.threadId,
      parentId: row.parentId,
      text: row.text,
      createdAt: row.now,
    },
    select: { id: true },
  })
  await sqlOf(tx).$executeRaw`
    UPDATE studio_threads SET updated_at = ${row.now} WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${row.threadId}::uuid`
}

export async function listMessageRows(tx: TenantTx, threadId: string): Promise<MessageRow[]> {
  return sqlOf(tx).studioMessage.findMany({
    where: { tenantId: tx.tenantId, threadId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: messageColumns,
  })
}

export async function findMessage(
  tx: TenantTx,
  id: string,
): Promise<(MessageRow & { memberId: string }) | null> {
  const row = await sqlOf(tx).studioMessage.findFirst({
    where: { tenantId: tx.tenantId, id },
    select: { ...messageColumns, thread: { select: { membershipId: true } } },
  })
  if (row === null) return null
  const { thread, ...message } = row
  return { ...message, memberId: thread.membershipId }
}

/** The way from the first message of a thread to this one, oldest first. */
export async function listPath(tx: TenantTx, id: string): Promise<{ text: string; reply: string | null }[]> {
  return sqlOf(tx).$queryRaw<{ text: string; reply: string | null }[]>`
    WITH RECURSIVE path AS (
      SELECT id, parent_id, text, reply, 0 AS depth FROM studio_messages
      WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid
      UNION ALL
      SELECT m.id, m.parent_id, m.text, m.reply, p.depth + 1 FROM studio_messages m JOIN path p ON m.id = p.parent_id
      WHERE m.tenant_id = ${tx.tenantId}::uuid AND p.depth < 30
    )
    SELECT text, reply FROM path ORDER BY depth DESC`
}

export async function finishMessage(
  tx: TenantTx,
  id: string,
  end: { status: 'done' | 'failed'; trace: object; reply: string | null },
): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE studio_messages SET status = ${end.status}::studio_status, trace = ${JSON.stringify(end.trace)}::jsonb,
      reply = ${end.reply}
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid`
}

export interface CaseRow {
  readonly id: string
  readonly name: string
  readonly turns: unknown
  readonly expected: unknown
  readonly createdBy: string
  readonly createdAt: Date
}

export async function insertCase(
  tx: TenantTx,
  row: { id: string; name: string; turns: object; expected: object; memberId: string; now: Date },
): Promise<void> {
  await sqlOf(tx).evaluationCase.create({
    data: {
      id: row.id,
      tenantId: tx.tenantId,
      name: row.name,
      turns: row.turns,
      expected: row.expected,
      createdById: row.memberId,
      createdAt: row.now,
    },
    select: { id: true },
  })
}

/** At most this many are asked again in one run. */
export const caseLimit = 200

export async function listCaseRows(tx: TenantTx): Promise<CaseRow[]> {
  return sqlOf(tx).$queryRaw<CaseRow[]>`
    SELECT c.id, c.name, c.turns, c.expected, u.name AS "createdBy", c.created_at AS "createdAt"
    FROM evaluation_cases c
    JOIN memberships m ON m.tenant_id = c.tenant_id AND m.id = c.created_by_id
    JOIN users u ON u.id = m.user_id
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.archived_at IS NULL
    ORDER BY c.created_at DESC, c.id DESC LIMIT ${caseLimit}`
}

/** @returns false when there is no such case */
export async function archiveCaseRow(tx: TenantTx, id: string, now: Date): Promise<boolean> {
  const changed = await sqlOf(tx).$executeRaw`
    UPDATE evaluation_cases SET archived_at = ${now}
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid AND archived_at IS NULL`
  return changed > 0
}

export async function updateExpected(tx: TenantTx, caseId: string, expected: object): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE evaluation_cases SET expected = ${JSON.stringify(expected)}::jsonb
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${caseId}::uuid`
}

export interface RunRow {
  readonly id: string
  readonly status: Status
  readonly total: number
  readonly changed: number
  readonly failed: number
  readonly model: string | null
  readonly promptVersion: string | null
  readonly policyVersion: number | null
  readonly startedAt: Date
  readonly finishedAt: Date | null
}

const runColumns = {
  id: true,
  status: true,
  total: true,
  changed: true,
  failed: true,
  model: true,
  promptVersion: true,
  policyVersion: true,
  startedAt: true,
  finishedAt: true,
} as const

export async function insertRun(tx: TenantTx, row: { id: string; total: number; now: Date }): Promise<void> {
  await sqlOf(tx).evaluationRun.create({
    data: { id: row.id, tenantId: tx.tenantId, total: row.total, startedAt: row.now },
    select: { id: true },
  })
}

export async function listRunRows(tx: TenantTx): Promise<RunRow[]> {
  return sqlOf(tx).evaluationRun.findMany({
    where: { tenantId: tx.tenantId },
    orderBy: { startedAt: 'desc' },
    take: 50,
    select: runColumns,
  })
}

export async function findRun(tx: TenantTx, id: string): Promise<RunRow | null> {
  return sqlOf(tx).evaluationRun.findFirst({ where: { tenantId: tx.tenantId, id }, select: runColumns })
}

export interface ResultRow {
  readonly caseId: string
  readonly name: string
  readonly status: Status
  readonly expected: unknown
  readonly outcome: unknown
  readonly changes: unknown
  readonly ms: number
}

/** What changed comes first. */
export async function listResultRows(
  tx: TenantTx,
  runId: string,
  caseId: string | null = null,
): Promise<ResultRow[]> {
  return sqlOf(tx).$queryRaw<ResultRow[]>`
    SELECT r.case_id AS "caseId", c.name, r.status, c.expected, r.outcome, r.changes, r.ms
    FROM evaluation_results r JOIN evaluation_cases c ON c.tenant_id = r.tenant_id AND c.id = r.case_id
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.run_id = ${runId}::uuid
      ${caseId === null ? Prisma.empty : Prisma.sql`AND r.case_id = ${caseId}::uuid`}
    ORDER BY r.changes = '[]'::jsonb, c.name, r.case_id`
}

/** Twice the same result is stored once: a run that is taken up again goes on where it was. */
export async function insertResult(
  tx: TenantTx,
  row: {
    id: string
    runId: string
    caseId: string
    status: 'done' | 'failed'
    outcome: object
    changes: readonly object[]
    ms: number
  },
): Promise<void> {
  await sqlOf(tx).$executeRaw`
    INSERT INTO evaluation_results (id, tenant_id, run_id, case_id, status, outcome, changes, ms)
    VALUES (${row.id}::uuid, ${tx.tenantId}::uuid, ${row.runId}::uuid, ${row.caseId}::uuid, ${row.status}::studio_status,
      ${JSON.stringify(row.outcome)}::jsonb, ${JSON.stringify(row.changes)}::jsonb, ${row.ms})
    ON CONFLICT (tenant_id, run_id, case_id) DO NOTHING`
}

export async function finishRunRow(
  tx: TenantTx,
  id: string,
  versions: { model: string | null; promptVersion: string | null; policyVersion: number | null },
  now: Date,
): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE evaluation_runs SET status = 'done', finished_at = ${now}, model = ${versions.model},
      prompt_version = ${versions.promptVersion}, policy_version = ${versions.policyVersion},
      total = r.total, changed = r.changed, failed = r.failed
    FROM (
      SELECT count(*)::int AS total, (count(*) FILTER (WHERE changes <> '[]'::jsonb))::int AS changed,
        (count(*) FILTER (WHERE status = 'failed'))::int AS failed
      FROM evaluation_results WHERE tenant_id = ${tx.tenantId}::uuid AND run_id = ${id}::uuid
    ) r
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid`
}
