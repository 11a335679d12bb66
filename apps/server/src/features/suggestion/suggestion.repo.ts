import type { ChannelType } from '@countersign/shared/channel/channel.contract'
import type { Decision } from '@countersign/shared/suggestion/suggestion.codes'
import type { SuggestionStatus } from '@countersign/shared/suggestion/suggestion.machine'
import { Prisma } from '../../db/generated/client.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export async function findSuggestionConversation(tx: TenantTx, id: string): Promise<string | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ conversationId: string }[]>`
    SELECT conversation_id AS "conversationId" FROM suggestions
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid`
  return row?.conversationId ?? null
}

/** A suggestion as a decision needs it. Read under its conversation's lock, which every change of it takes first. */
export interface DecidableSuggestion {
  readonly id: string
  readonly version: number
  readonly status: SuggestionStatus
  readonly text: string
  readonly language: string | null
  readonly intent: string | null
  readonly decision: Decision
  readonly penalties: unknown
  readonly rawScore: number
  /** Of the rules it was judged by, and of those in force now. */
  readonly policyVersion: number
  readonly currentPolicyVersion: number
  readonly createdAt: Date
  readonly decidedAt: Date | null
  readonly question: string | null
  readonly decidedById: string | null
  readonly decidedByName: string | null
}

export async function findDecidable(tx: TenantTx, id: string): Promise<DecidableSuggestion | null> {
  const [row] = await sqlOf(tx).$queryRaw<DecidableSuggestion[]>`
    SELECT s.id, s.version, s.status, s.text, s.language, s.intent, s.decision, s.penalties, s.raw_score AS "rawScore",
      s.policy_version AS "policyVersion",
      coalesce((SELECT d.policy_version FROM decision_settings d WHERE d.tenant_id = s.tenant_id), 1) AS "currentPolicyVersion",
      s.created_at AS "createdAt", s.decided_at AS "decidedAt",
      m.content AS question, a.membership_id AS "decidedById", u.name AS "decidedByName"
    FROM suggestions s
    LEFT JOIN messages m ON m.tenant_id = s.tenant_id AND m.id = s.message_id
    LEFT JOIN human_actions a ON a.tenant_id = s.tenant_id AND a.suggestion_id = s.id
    LEFT JOIN memberships p ON p.tenant_id = a.tenant_id AND p.id = a.membership_id
    LEFT JOIN users u ON u.id = p.user_id
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.id = ${id}::uuid`
  return row ?? null
}

/** Ends a suggestion's life: it has one status change, so its version grows once. */
export async function closeSuggestion(
  tx: TenantTx,
  id: string,
  status: Exclude<SuggestionStatus, 'pending'>,
  now: Date,
): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE suggestions SET status = ${status}::suggestion_status, version = version + 1, decided_at = ${now}
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid AND status = 'pending'`
}

/** Takes the suggestion off its conversation. */
export async function clearPendingSuggestion(tx: TenantTx, conversationId: string): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE conversations SET pending_suggestion_id = NULL
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${conversationId}::uuid`
}

export async function findPendingSuggestion(tx: TenantTx, conversationId: string): Promise<string | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ id: string }[]>`
    SELECT id FROM suggestions
    WHERE tenant_id = ${tx.tenantId}::uuid AND conversation_id = ${conversationId}::uuid AND status = 'pending'`
  return row?.id ?? null
}

export interface HumanActionRow {
  readonly id: string
  readonly suggestionId: string
  readonly memberId: string
  readonly action: 'approve' | 'edit' | 'reject' | 'escalate'
  readonly editedText: string | null
  readonly editDiff: unknown
  readonly reason: string | null
  readonly timeToActMs: number
  readonly now: Date
}

export async function insertHumanAction(tx: TenantTx, row: HumanActionRow): Promise<void> {
  await sqlOf(tx).$executeRaw`
    INSERT INTO human_actions (id, tenant_id, suggestion_id, membership_id, action, edited_text, edit_diff, reason, time_to_act_ms,
      created_at)
    VALUES (${row.id}::uuid, ${tx.tenantId}::uuid, ${row.suggestionId}::uuid, ${row.memberId}::uuid,
      ${row.action}::human_action_kind, ${row.editedText}, ${row.editDiff === null ? null : JSON.stringify(row.editDiff)}::jsonb,
      ${row.reason}, ${row.timeToActMs}, ${row.now})`
}

export interface SuggestionRow {
  readonly id: string
  readonly conversationId: string
  readonly messageId: string | null
  readonly version: number
  readonly status: SuggestionStatus
  readonly text: string
  readonly sentences: unknown
  readonly intent: string | null
  readonly confidence: number
  readonly similarityScore: number
  readonly intentScore: number
  readonly selfCheckScore: number
  readonly rawScore: number
  readonly penalties: unknown
  readonly decision: Decision
  readonly blockedBy: string | null
  readonly explanation: unknown
  readonly questions: string[]
  readonly model: string
  readonly fallbackReason: string | null
  readonly costMicros: number | null
  readonly createdAt: Date
  readonly decidedAt: Date | null
  readonly decidedById: string | null
  readonly decidedByName: string | null
  readonly channelType: ChannelType
  readonly sources: {
    id: string
    kind: string
    title: string
    quote: string
    similarity: number
    updatedAt: string | null
  }[]
}

const suggestionColumns = Prisma.sql`
  s.id, s.conversation_id AS "conversationId", s.message_id AS "messageId", s.version, s.status, s.text, s.sentences, s.intent,
  s.confidence, s.similarity_score AS "similarityScore", s.intent_score AS "intentScore",
  s.self_check_score AS "selfCheckScore", s.raw_score AS "rawScore", s.penalties, s.decision, s.blocked_by AS "blockedBy",
  s.explanation, s.questions, s.model, s.fallback_reason AS "fallbackReason", s.cost_micros AS "costMicros",
  s.created_at AS "createdAt", s.decided_at AS "decidedAt", a.membership_id AS "decidedById", u.name AS "decidedByName",
  ch.type AS "channelType",
  coalesce((
    SELECT json_agg(json_build_object('id', e.evidence_id, 'kind', e.kind, 'title', e.title, 'quote', e.quote,
      'similarity', e.similarity, 'updatedAt', e.source_updated_at) ORDER BY e.position)
    FROM suggestion_sources e WHERE e.tenant_id = s.tenant_id AND e.suggestion_id = s.id), '[]') AS sources`

const suggestionJoins = Prisma.sql`
  JOIN conversations c ON c.tenant_id = s.tenant_id AND c.id = s.conversation_id
  JOIN channels ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
  LEFT JOIN human_actions a ON a.tenant_id = s.tenant_id AND a.suggestion_id = s.id
  LEFT JOIN memberships p ON p.tenant_id = a.tenant_id AND p.id = a.membership_id
  LEFT JOIN users u ON u.id = p.user_id`

export async function findSuggestion(tx: TenantTx, id: string): Promise<SuggestionRow | null> {
  const [row] = await sqlOf(tx).$queryRaw<SuggestionRow[]>`
    SELECT ${suggestionColumns} FROM suggestions s ${suggestionJoins}
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.id = ${id}::uuid`
  return row ?? null
}

/** Newest first. */
export async function listSuggestionRows(
  tx: TenantTx,
  status: SuggestionStatus | null,
  limit: number,
): Promise<SuggestionRow[]> {
  return sqlOf(tx).$queryRaw<SuggestionRow[]>`
    SELECT ${suggestionColumns}
    FROM (
      SELECT * FROM suggestions
      WHERE tenant_id = ${tx.tenantId}::uuid
        ${status === null ? Prisma.empty : Prisma.sql`AND status = ${status}::suggestion_status`}
      ORDER BY created_at DESC LIMIT ${limit}
    ) s ${suggestionJoins}
    ORDER BY s.created_at DESC`
}

export async function readAutonomyTarget(tx: TenantTx): Promise<number> {
  const [row] = await sqlOf(tx).$queryRaw<{ target: number }[]>`
    SELECT autonomy_target AS target FROM decision_settings WHERE tenant_id = ${tx.tenantId}::uuid`
  return row?.target ?? 0.95
}

export interface NewSuggestion {
  readonly id: string
  readonly conversationId: string
  readonly messageId: string
  readonly runId: string
  readonly status: 'pending' | 'auto_sent'
  readonly text: string
  readonly sentences: unknown
  readonly language: string
  readonly intent: string
  readonly intentScore: number
  readonly similarityScore: number
  readonly selfCheckScore: number
  readonly rawScore: number
  readonly confidence: number
  readonly penalties: unknown
  readonly decision: Decision
  readonly blockedBy: string | null
  /** Escalated before the score was asked. */
  readonly fixedEscalation: boolean
  /** One bit for each key of auto-send that did not turn. */
  readonly failedKeys: number
  readonly explanation: unknown
  readonly questions: readonly string[]
  readonly missingFields: readonly string[]
  readonly sourceConflicts: boolean
  readonly needsHandoff: boolean
  readonly selfCheckReasons: readonly string[]
  readonly model: string
  readonly promptVersion: string
  readonly fallbackReason: string | null
  readonly tokensIn: number
  readonly tokensOut: number
  readonly costMicros: number | null
  readonly latencyMs: number
  readonly policyVersion: number
  readonly now: Date
}

export interface NewSource {
  readonly id: string
  readonly evidenceId: string
  readonly kind: string
  readonly chunkId: string | null
  readonly title: string
  readonly quote: string
  readonly similarity: number
  readonly position: number
  readonly updatedAt: Date | null
}

export async function insertSuggestion(
  tx: TenantTx,
  row: NewSuggestion,
  sources: readonly NewSource[],
): Promise<void> {
  const { now, sentences, penalties, explanation, ...columns } = row
  await sqlOf(tx).suggestion.create({
    data: {
      ...columns,
      tenantId: tx.tenantId,
      sentences: sentences as Prisma.InputJsonValue,
      penalties: penalties as Prisma.InputJsonValue,
      explanation: explanation as Prisma.InputJsonValue,
      questions: [...row.questions],
      missingFields: [...row.missingFields],
      selfCheckReasons: [...row.selfCheckReasons],
      createdAt: now,
      decidedAt: row.status === 'auto_sent' ? now : null,
    },
    select: { id: true },
  })
  if (sources.length === 0) return
  await sqlOf(tx).suggestionSource.createMany({
    data: sources.map(({ updatedAt, ...source }) => ({
      ...source,
      tenantId: tx.tenantId,
      suggestionId: row.id,
      sourceUpdatedAt: updatedAt,
    })),
  })
}

export async function showPendingSuggestion(
  tx: TenantTx,
  conversationId: string,
  change: {
    readonly pendingSuggestionId: string | null
    readonly intent: string
    readonly decision: Decision
  },
): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE conversations SET pending_suggestion_id = ${change.pendingSuggestionId}::uuid, intent = ${change.intent},
      last_decision = ${change.decision}::suggestion_decision
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${conversationId}::uuid`
}
