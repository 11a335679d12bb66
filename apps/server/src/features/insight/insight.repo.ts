import { autonomyWindow, driftWindow } from '@countersign/shared/autonomy/autonomy-gate.policy'
import type { ChannelType } from '@countersign/shared/channel/channel.contract'
import type { ReplayOutcome } from '@countersign/shared/insight/insight.contract'
import { replayStep } from '@countersign/shared/insight/insight.contract'
import { Prisma } from '../../db/generated/client.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface RecordRow {
  readonly intent: string
  readonly channelType: ChannelType
  readonly decisions: number
  readonly unchanged: number
  readonly recentDecisions: number
  readonly recentUnchanged: number
  readonly changedAt: Date | null
}

/** Every intent × channel people have decided about, with the counts of its latest decisions; the busiest first. */
export async function listRecords(tx: TenantTx): Promise<RecordRow[]> {
  return sqlOf(tx).$queryRaw<RecordRow[]>`
    WITH pairs AS (
      SELECT DISTINCT intent, channel_type FROM training_samples
      WHERE tenant_id = ${tx.tenantId}::uuid AND intent IS NOT NULL
    )
    SELECT p.intent, p.channel_type AS "channelType", r.decisions, r.unchanged, r.recent_decisions AS "recentDecisions",
      r.recent_unchanged AS "recentUnchanged", g.changed_at AS "changedAt"
    FROM pairs p
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS decisions, (count(*) FILTER (WHERE n.unchanged))::int AS unchanged,
        (count(*) FILTER (WHERE n.place <= ${driftWindow}))::int AS recent_decisions,
        (count(*) FILTER (WHERE n.unchanged AND n.place <= ${driftWindow}))::int AS recent_unchanged
      FROM (
        SELECT s.outcome = 'approve' AS unchanged, row_number() OVER (ORDER BY s.created_at DESC) AS place
        FROM training_samples s
        WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.intent = p.intent AND s.channel_type = p.channel_type
        ORDER BY s.created_at DESC LIMIT ${autonomyWindow}
      ) n
    ) r
    LEFT JOIN autonomy_gates g
      ON g.tenant_id = ${tx.tenantId}::uuid AND g.intent = p.intent AND g.channel_type = p.channel_type
    ORDER BY r.decisions DESC, p.intent, p.channel_type`
}

export interface ThresholdRow {
  readonly tAuto: number
  readonly tEscalate: number
  readonly autosendAllowed: boolean
  readonly autonomyTarget: number
  readonly allowed: string[]
  readonly forced: string[]
}

export async function readThresholds(tx: TenantTx): Promise<ThresholdRow> {
  const [row] = await sqlOf(tx).$queryRaw<ThresholdRow[]>`
    SELECT d.t_auto AS "tAuto", d.t_escalate AS "tEscalate", d.autosend_allowed AS "autosendAllowed",
      d.autonomy_target AS "autonomyTarget", d.intents_autosend_allowed AS allowed,
      d.intents_force_handoff || coalesce(p.always_escalate_intents, '{}') AS forced
    FROM decision_settings d LEFT JOIN training_policies p ON p.tenant_id = d.tenant_id
    WHERE d.tenant_id = ${tx.tenantId}::uuid`
  return (
    row ?? {
      tAuto: 0.8,
      tEscalate: 0.4,
      autosendAllowed: false,
      autonomyTarget: 0.95,
      allowed: [],
      forced: [],
    }
  )
}

export interface FitRow {
  readonly diagram: unknown
  readonly ece: number
  readonly samples: number
  readonly fittedAt: Date
}

/** The latest fit of an intent, or with null of the whole tenant. */
export async function findLatestFit(tx: TenantTx, intent: string | null): Promise<FitRow | null> {
  const [row] = await sqlOf(tx).$queryRaw<FitRow[]>`
    SELECT diagram, ece, sample_count AS samples, created_at AS "fittedAt" FROM calibration_models
    WHERE tenant_id = ${tx.tenantId}::uuid AND intent IS NOT DISTINCT FROM ${intent}
    ORDER BY created_at DESC LIMIT 1`
  return row ?? null
}

export async function listFittedIntents(tx: TenantTx): Promise<string[]> {
  const rows = await sqlOf(tx).$queryRaw<{ intent: string }[]>`
    SELECT DISTINCT intent FROM calibration_models
    WHERE tenant_id = ${tx.tenantId}::uuid AND intent IS NOT NULL ORDER BY intent`
  return rows.map(row => row.intent)
}

export interface Period {
  readonly from: Date
  readonly to: Date
  readonly intent: string | null
}

const inPeriod = (tx: TenantTx, { from, to, intent }: Period) => Prisma.sql`
  s.tenant_id = ${tx.tenantId}::uuid AND s.created_at >= ${from} AND s.created_at < ${to}
  ${intent === null ? Prisma.empty : Prisma.sql`AND s.intent = ${intent}`}`

/**
 * The step a stored confidence falls into. The column is single precision and the thresholds are not, so what is a hair below a step
 * is on it. In floating point: decimal numbers take five times as long, which a period of 100,000 shows.
 */
const stepOf = Prisma.sql`floor(s.confidence::float8 / ${replayStep}::float8 + 1e-4)::int`

export interface CellRow {
  readonly step: number
  readonly fixed: boolean
  readonly failedKeys: number
  readonly outcome: ReplayOutcome
  readonly count: number
}

/** A period's suggestions, counted by everything a threshold could make a difference to. */
export async function countReplayCells(tx: TenantTx, period: Period): Promise<CellRow[]> {
  return sqlOf(tx).$queryRaw<CellRow[]>`
    SELECT ${stepOf} AS step, s.fixed_escalation AS fixed, s.failed_keys::int AS "failedKeys",
      CASE WHEN s.status IN ('approved', 'edited', 'rejected', 'escalated', 'auto_sent') THEN s.status::text ELSE 'none' END AS outcome,
      count(*)::int AS count
    FROM suggestions s WHERE ${inPeriod(tx, period)}
    GROUP BY 1, 2, 3, 4`
}

export async function listPeriodIntents(tx: TenantTx, period: Period): Promise<string[]> {
  const rows = await sqlOf(tx).$queryRaw<{ intent: string }[]>`
    SELECT DISTINCT s.intent FROM suggestions s WHERE ${inPeriod(tx, { ...period, intent: null })} AND s.intent IS NOT NULL
    ORDER BY s.intent`
  return rows.map(row => row.intent)
}

export interface BadReplyRow {
  readonly suggestionId: string
  readonly conversationId: string
  readonly intent: string | null
  readonly confidence: number
  readonly outcome: 'edited' | 'rejected' | 'escalated'
  readonly text: string
  readonly sentText: string | null
  readonly at: Date
}

/** Drafts people changed or refused that a threshold would have sent, the surest first. */
export async function listBadReplyRows(
  tx: TenantTx,
  query: Period & { step: number; ignoredMask: number; limit: number },
): Promise<BadReplyRow[]> {
  return sqlOf(tx).$queryRaw<BadReplyRow[]>`
    SELECT s.id AS "suggestionId", s.conversation_id AS "conversationId", s.intent, s.confidence, s.status::text AS outcome,
      s.text, a.edited_text AS "sentText", s.created_at AS at
    FROM suggestions s
    LEFT JOIN human_actions a ON a.tenant_id = s.tenant_id AND a.suggestion_id = s.id
    WHERE ${inPeriod(tx, query)} AND s.status IN ('edited', 'rejected', 'escalated') AND NOT s.fixed_escalation
      AND ${stepOf} >= ${query.step} AND (s.failed_keys::int & ~${query.ignoredMask}::int) = 0
    ORDER BY s.confidence DESC, s.created_at DESC LIMIT ${query.limit}`
}

export interface CostRow {
  readonly costMicros: number
  readonly discardedMicros: number
  readonly runs: number
  readonly unpricedRuns: number
  readonly approved: number
  readonly edited: number
  readonly autoSent: number
}

export async function sumCosts(tx: TenantTx, from: Date, to: Date): Promise<CostRow> {
  const [row] = await sqlOf(tx).$queryRaw<CostRow[]>`
    SELECT coalesce(r.cost, 0)::float8 AS "costMicros", coalesce(r.discarded, 0)::float8 AS "discardedMicros", r.runs,
      r.unpriced AS "unpricedRuns", s.approved, s.edited, s.auto_sent AS "autoSent"
    FROM (
      SELECT sum(cost_micros) AS cost, sum(cost_micros) FILTER (WHERE status <> 'finished') AS discarded,
        count(*)::int AS runs, (count(*) FILTER (WHERE cost_micros IS NULL AND tokens_in + tokens_out > 0))::int AS unpriced
      FROM suggest_runs WHERE tenant_id = ${tx.tenantId}::uuid AND started_at >= ${from} AND started_at < ${to}
    ) r, (
      SELECT (count(*) FILTER (WHERE status = 'approved'))::int AS approved,
        (count(*) FILTER (WHERE status = 'edited'))::int AS edited,
        (count(*) FILTER (WHERE status = 'auto_sent'))::int AS auto_sent
      FROM suggestions WHERE tenant_id = ${tx.tenantId}::uuid AND created_at >= ${from} AND created_at < ${to}
    ) s`
  if (row === undefined) throw new Error('summing answered nothing')
  return row
}
