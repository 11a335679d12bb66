import type { AutonomyCounts } from '@countersign/shared/autonomy/autonomy-gate.policy'
import { autonomyWindow, countDecisions } from '@countersign/shared/autonomy/autonomy-gate.policy'
import type { CalibrationModel } from '@countersign/shared/suggestion/calibrate-score.policy'
import type { Prisma } from '../../db/generated/client.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface SampleRow {
  readonly id: string
  readonly conversationId: string
  readonly suggestionId: string
  readonly channelType: string
  readonly question: string
  readonly draft: string
  readonly finalAnswer: string | null
  readonly language: string | null
  readonly intent: string | null
  readonly decision: string
  readonly outcome: 'approve' | 'edit' | 'reject' | 'escalate'
  readonly rawScore: number
  readonly reason: string | null
  readonly tsConfig: string
  readonly now: Date
}

/**
 * Stores the decision as an example; where the tenant keeps the intent out of learning, as a bare mark of what was decided, without
 * anybody's words.
 */
export async function insertTrainingSample(tx: TenantTx, row: SampleRow): Promise<void> {
  await sqlOf(tx).$executeRaw`
    INSERT INTO training_samples (id, tenant_id, conversation_id, suggestion_id, channel_type, question, draft, final_answer,
      language, intent, decision, outcome, raw_score, reason, learned, ts_config, tsv, created_at)
    SELECT ${row.id}::uuid, ${tx.tenantId}::uuid, ${row.conversationId}::uuid, ${row.suggestionId}::uuid,
      ${row.channelType}::channel_type, w.question, w.draft, w.final_answer, ${row.language}::text, ${row.intent}::text,
      ${row.decision}::suggestion_decision, ${row.outcome}::human_action_kind, ${row.rawScore}::real, w.reason, k.learned,
      ${row.tsConfig}::text, to_tsvector(${row.tsConfig}::regconfig, w.question), ${row.now}::timestamptz
    FROM (SELECT NOT EXISTS (SELECT FROM training_policies p
        WHERE p.tenant_id = ${tx.tenantId}::uuid AND ${row.intent}::text = ANY (p.disabled_learning_intents)) AS learned) k,
      LATERAL (SELECT CASE WHEN k.learned THEN ${row.question}::text ELSE '' END AS question,
        CASE WHEN k.learned THEN ${row.draft}::text ELSE '' END AS draft,
        CASE WHEN k.learned THEN ${row.finalAnswer}::text END AS final_answer,
        CASE WHEN k.learned THEN ${row.reason}::text END AS reason) w
    ON CONFLICT (tenant_id, suggestion_id) DO NOTHING`
}

/** The last decisions about one intent on one channel, learned from or not: how many, and how many sent the draft unchanged. */
export async function countRecentDecisions(
  tx: TenantTx,
  intent: string,
  channelType: string,
): Promise<AutonomyCounts> {
  const rows = await sqlOf(tx).$queryRaw<{ unchanged: boolean }[]>`
    SELECT outcome = 'approve' AS unchanged FROM training_samples
    WHERE tenant_id = ${tx.tenantId}::uuid AND intent = ${intent} AND channel_type = ${channelType}::channel_type
    ORDER BY created_at DESC LIMIT ${autonomyWindow}`
  return countDecisions(rows.map(row => row.unchanged))
}

export interface PastReplyRow {
  readonly id: string
  readonly question: string
  readonly reply: string
  readonly intent: string | null
  readonly language: string | null
  readonly outcome: string
  readonly createdAt: Date
}

/** Past questions sharing words with this one whose replies people sent, best match first. */
export async function findPastReplies(
  tx: TenantTx,
  question: string,
  tsConfig: string,
  limit: number,
): Promise<PastReplyRow[]> {
  return sqlOf(tx).$queryRaw<PastReplyRow[]>`
    WITH asked AS (
      SELECT to_tsquery('simple', string_agg(quote_literal(lexeme), ' | ')) AS query
      FROM unnest(to_tsvector(${tsConfig}::regconfig, ${question}))
    )
    SELECT s.suggestion_id AS id, s.question, s.final_answer AS reply, s.intent, s.language, s.outcome, s.created_at AS "createdAt"
    FROM training_samples s, asked
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.learned AND s.final_answer IS NOT NULL AND s.outcome IN ('approve', 'edit')
      AND s.tsv @@ asked.query
    ORDER BY ts_rank(s.tsv, asked.query, 1) DESC, s.created_at DESC
    LIMIT ${limit}`
}

export interface ScoredDecision {
  readonly intent: string | null
  readonly score: number
  readonly unchanged: boolean
}

/** The decisions a calibration is fitted on: the newest first, at most 5,000. */
export async function listScoredDecisions(tx: TenantTx): Promise<ScoredDecision[]> {
  return sqlOf(tx).$queryRaw<ScoredDecision[]>`
    SELECT intent, raw_score AS score, outcome = 'approve' AS unchanged FROM training_samples
    WHERE tenant_id = ${tx.tenantId}::uuid AND learned ORDER BY created_at DESC LIMIT 5000`
}

export async function insertCalibration(
  tx: TenantTx,
  row: { id: string; intent: string | null; model: CalibrationModel; now: Date },
): Promise<void> {
  await sqlOf(tx).calibrationModel.create({
    data: {
      id: row.id,
      tenantId: tx.tenantId,
      intent: row.intent,
      model: row.model as unknown as Prisma.InputJsonValue,
      diagram: row.model.reliability as unknown as Prisma.InputJsonValue,
      ece: row.model.ece ?? 0,
      sampleCount: row.model.samples,
      createdAt: row.now,
    },
    select: { id: true },
  })
}

/** Decisions made since the tenant's last fit. */
export async function countUnfitted(tx: TenantTx): Promise<number> {
  const [row] = await sqlOf(tx).$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM training_samples s
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.learned AND s.created_at > coalesce(
      (SELECT max(m.created_at) FROM calibration_models m WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.intent IS NULL),
      '-infinity')`
  return row?.waiting ?? 0
}
