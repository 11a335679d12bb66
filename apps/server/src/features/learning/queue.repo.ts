import type { LessonKind } from '@countersign/shared/learning/learning.contract'
import { Prisma } from '../../db/generated/client.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export type LearningStatus = 'pending' | 'taught' | 'dismissed'

export interface QueueRow {
  readonly id: string
  readonly conversationId: string
  readonly suggestionId: string | null
  readonly score: number
  readonly reasons: unknown
  readonly intent: string | null
  readonly question: string
  readonly draft: string
  readonly finalAnswer: string | null
  readonly status: LearningStatus
  readonly lessonKind: LessonKind | null
  readonly lessonId: string | null
  readonly repeatsId: string | null
  readonly repeatsKind: LessonKind | null
  readonly repeatsAt: Date | null
  readonly reviewedBy: string | null
  readonly reviewedAt: Date | null
  readonly createdAt: Date
}

const columns = Prisma.sql`
  q.id, q.conversation_id AS "conversationId", q.suggestion_id AS "suggestionId", q.learning_score AS score, q.reasons, q.intent,
  q.question, q.draft, q.final_answer AS "finalAnswer", q.status, q.lesson_kind AS "lessonKind", q.lesson_id AS "lessonId",
  q.repeats_id AS "repeatsId", e.lesson_kind AS "repeatsKind", e.reviewed_at AS "repeatsAt", u.name AS "reviewedBy",
  q.reviewed_at AS "reviewedAt", q.created_at AS "createdAt"`
const joins = Prisma.sql`
  LEFT JOIN learning_queue e ON e.tenant_id = q.tenant_id AND e.id = q.repeats_id
  LEFT JOIN memberships m ON m.tenant_id = q.tenant_id AND m.id = q.reviewed_by_id
  LEFT JOIN users u ON u.id = m.user_id`

/** The last row of the page before; scores come first in the order, so they are part of the place. */
export interface QueuePlace {
  readonly score: number
  readonly at: Date
  readonly id: string
}

/** Open items, the most instructive first. */
export async function listOpenItems(
  tx: TenantTx,
  after: QueuePlace | null,
  limit: number,
): Promise<QueueRow[]> {
  return sqlOf(tx).$queryRaw<QueueRow[]>`
    SELECT ${columns} FROM (
      SELECT * FROM learning_queue WHERE tenant_id = ${tx.tenantId}::uuid AND status = 'pending'
        ${
          after === null
            ? Prisma.empty
            : Prisma.sql`AND (learning_score, created_at, id) < (${after.score}, ${after.at}, ${after.id}::uuid)`
        }
      ORDER BY learning_score DESC, created_at DESC, id DESC LIMIT ${limit}
    ) q ${joins}
    ORDER BY q.learning_score DESC, q.created_at DESC, q.id DESC`
}

/** Reviewed items, the newest first. */
export async function listReviewedItems(
  tx: TenantTx,
  status: 'taught' | 'dismissed',
  after: QueuePlace | null,
  limit: number,
): Promise<QueueRow[]> {
  return sqlOf(tx).$queryRaw<QueueRow[]>`
    SELECT ${columns} FROM learning_queue q ${joins}
    WHERE q.tenant_id = ${tx.tenantId}::uuid AND q.status = ${status}::learning_status
      ${after === null ? Prisma.empty : Prisma.sql`AND (q.reviewed_at, q.id) < (${after.at}, ${after.id}::uuid)`}
    ORDER BY q.reviewed_at DESC, q.id DESC LIMIT ${limit}`
}

export interface LockedItem {
  readonly status: LearningStatus
  readonly conversationId: string
}

export async function lockItem(tx: TenantTx, id: string): Promise<LockedItem | null> {
  const [row] = await sqlOf(tx).$queryRaw<LockedItem[]>`
    SELECT status, conversation_id AS "conversationId" FROM learning_queue
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid FOR UPDATE`
  return row ?? null
}

export async function closeItem(
  tx: TenantTx,
  id: string,
  close: {
    status: 'taught' | 'dismissed'
    lessonKind: LessonKind | null
    lessonId: string | null
    memberId: string
    now: Date
  },
): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE learning_queue SET status = ${close.status}::learning_status, lesson_kind = ${close.lessonKind},
      lesson_id = ${close.lessonId}::uuid, reviewed_by_id = ${close.memberId}::uuid, reviewed_at = ${close.now},
      updated_at = ${close.now}
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid`
}

/** Corrections of a period, and the items that repeat one already taught. */
export async function countCorrections(tx: TenantTx, from: Date, to: Date): Promise<number> {
  const [row] = await sqlOf(tx).$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM human_actions
    WHERE tenant_id = ${tx.tenantId}::uuid AND action = 'edit' AND created_at >= ${from} AND created_at < ${to}`
  return row?.count ?? 0
}

export async function listRepeats(tx: TenantTx, from: Date, to: Date): Promise<QueueRow[]> {
  return sqlOf(tx).$queryRaw<QueueRow[]>`
    SELECT ${columns} FROM learning_queue q ${joins}
    WHERE q.tenant_id = ${tx.tenantId}::uuid AND q.repeats_id IS NOT NULL
      AND q.updated_at >= ${from} AND q.updated_at < ${to}
    ORDER BY q.updated_at DESC LIMIT 200`
}

export async function insertTemplate(
  tx: TenantTx,
  row: {
    id: string
    name: string
    content: string
    language: string
    category: string | null
    triggers: readonly string[]
  },
): Promise<void> {
  await sqlOf(tx).responseTemplate.create({
    data: { ...row, triggers: [...row.triggers], tenantId: tx.tenantId },
    select: { id: true },
  })
}
