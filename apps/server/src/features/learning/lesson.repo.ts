import type { LessonReason } from '@countersign/shared/learning/score-lesson.policy'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface OpenLesson {
  readonly id: string
  readonly reasons: unknown
}

/** The conversation's open item. Its conversation is locked, so nobody else adds one meanwhile. */
export async function findOpenLesson(tx: TenantTx, conversationId: string): Promise<OpenLesson | null> {
  const [row] = await sqlOf(tx).$queryRaw<OpenLesson[]>`
    SELECT id, reasons FROM learning_queue
    WHERE tenant_id = ${tx.tenantId}::uuid AND conversation_id = ${conversationId}::uuid AND status = 'pending'`
  return row ?? null
}

export interface LessonRow {
  readonly id: string
  readonly conversationId: string
  readonly suggestionId: string | null
  readonly score: number
  readonly reasons: readonly LessonReason[]
  readonly intent: string | null
  readonly question: string
  readonly draft: string
  readonly finalAnswer: string | null
  readonly repeatsId: string | null
  readonly now: Date
}

/** Adds an item or, where the id is there, brings it to what is known now. */
export async function saveLesson(tx: TenantTx, row: LessonRow): Promise<void> {
  await sqlOf(tx).$executeRaw`
    INSERT INTO learning_queue (id, tenant_id, conversation_id, suggestion_id, learning_score, reasons, intent, question, draft,
      final_answer, repeats_id, created_at, updated_at)
    VALUES (${row.id}::uuid, ${tx.tenantId}::uuid, ${row.conversationId}::uuid, ${row.suggestionId}::uuid, ${row.score},
      ${JSON.stringify(row.reasons)}::jsonb, ${row.intent}, ${row.question}, ${row.draft}, ${row.finalAnswer},
      ${row.repeatsId}::uuid, ${row.now}, ${row.now})
    ON CONFLICT (id) DO UPDATE SET suggestion_id = EXCLUDED.suggestion_id, learning_score = EXCLUDED.learning_score,
      reasons = EXCLUDED.reasons, intent = EXCLUDED.intent, question = EXCLUDED.question, draft = EXCLUDED.draft,
      final_answer = EXCLUDED.final_answer, repeats_id = coalesce(EXCLUDED.repeats_id, learning_queue.repeats_id),
      updated_at = EXCLUDED.updated_at`
}

/**
 * What the customer got in the end, for the open item that does not know it yet.
 *
 * @param answer `suggestionId` is the draft that was sent after all; null for a person's own words
 */
export async function setFinalAnswer(
  tx: TenantTx,
  answer: { conversationId: string; suggestionId: string | null; text: string; now: Date },
): Promise<string | null> {
  const { conversationId, suggestionId, text, now } = answer
  const [row] = await sqlOf(tx).$queryRaw<{ id: string }[]>`
    UPDATE learning_queue SET final_answer = ${text}, updated_at = ${now}
    WHERE tenant_id = ${tx.tenantId}::uuid AND conversation_id = ${conversationId}::uuid AND status = 'pending'
      AND final_answer IS NULL AND suggestion_id = coalesce(${suggestionId}::uuid, suggestion_id)
    RETURNING id`
  return row?.id ?? null
}

export interface TaughtRow {
  readonly id: string
  readonly question: string
  readonly draft: string
  readonly finalAnswer: string | null
}

/** What was taught about an intent in the last half year, the newest first, at most 50. */
export async function listTaught(tx: TenantTx, intent: string | null, now: Date): Promise<TaughtRow[]> {
  return sqlOf(tx).$queryRaw<TaughtRow[]>`
    SELECT id, question, draft, final_answer AS "finalAnswer" FROM learning_queue
    WHERE tenant_id = ${tx.tenantId}::uuid AND status = 'taught' AND intent IS NOT DISTINCT FROM ${intent}
      AND reviewed_at > ${new Date(now.getTime() - 183 * 86_400_000)}
    ORDER BY reviewed_at DESC LIMIT 50`
}
