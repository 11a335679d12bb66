import type { ChannelType } from '@countersign/shared/channel/channel.contract'
import type {
  BudgetView,
  DecisionPolicy,
  DelayPolicy,
  TrainingPolicy,
} from '@countersign/shared/policy/policy.contract'
import type { ConversationMode } from '@countersign/shared/suggestion/suggestion.codes'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

/** Makes sure the tenant has its rows and keeps every other change out until this one is over. */
export async function lockPolicy(tx: TenantTx): Promise<number> {
  const sql = sqlOf(tx)
  for (const table of ['decision_settings', 'training_policies', 'human_delay_settings']) {
    await sql.$executeRawUnsafe(
      `INSERT INTO ${table} (tenant_id) VALUES ($1::uuid) ON CONFLICT (tenant_id) DO NOTHING`,
      tx.tenantId,
    )
  }
  const [row] = await sql.$queryRaw<{ version: number }[]>`
    SELECT policy_version AS version FROM decision_settings WHERE tenant_id = ${tx.tenantId}::uuid FOR UPDATE`
  if (row === undefined) throw new Error('the tenant has no settings')
  return row.version
}

export interface PolicyRow {
  readonly version: number
  readonly decision: unknown
  readonly training: unknown
  readonly delay: unknown
  readonly channels: { id: string; name: string; type: ChannelType; mode: ConversationMode | null }[]
  readonly flags: { name: string; enabled: boolean; own: boolean }[]
  readonly budget: BudgetView
}

/** Everything the policy screen shows; parts the tenant never set are null. */
export async function findPolicy(tx: TenantTx, now: Date): Promise<PolicyRow> {
  const [row] = await sqlOf(tx).$queryRaw<PolicyRow[]>`
    SELECT coalesce(d.policy_version, 1) AS version,
      CASE WHEN d.tenant_id IS NOT NULL THEN json_build_object('tAuto', d.t_auto, 'tEscalate', d.t_escalate,
        'autosendAllowed', d.autosend_allowed, 'intentsAutosendAllowed', d.intents_autosend_allowed,
        'intentsForceHandoff', d.intents_force_handoff, 'autonomyTarget', d.autonomy_target, 'auditRate', d.audit_rate,
        'mode', d.mode, 'weights', d.weights) END AS decision,
      (SELECT json_build_object('alwaysEscalateIntents', p.always_escalate_intents, 'forbiddenTopics', p.forbidden_topics,
        'disabledLearningIntents', p.disabled_learning_intents)
        FROM training_policies p WHERE p.tenant_id = t.id) AS training,
      (SELECT json_build_object('enabled', h.enabled, 'profiles', h.profiles, 'nightMode', h.night_mode,
        'nightDelayMultiplier', h.night_delay_multiplier, 'nightAutoReplyText', h.night_auto_reply_text,
        'minDelayMs', h.min_delay_ms, 'maxDelayMs', h.max_delay_ms, 'typingIndicatorEnabled', h.typing_indicator_enabled)
        FROM human_delay_settings h WHERE h.tenant_id = t.id) AS delay,
      (SELECT coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'type', c.type, 'mode', c.mode)
        ORDER BY c.created_at, c.id), '[]') FROM channels c WHERE c.tenant_id = t.id) AS channels,
      (SELECT coalesce(json_agg(json_build_object('name', f.name, 'enabled', f.enabled, 'own', f.tenant_id IS NOT NULL)), '[]')
        FROM feature_flags f) AS flags,
      json_build_object('monthlyLimitMicros', d.monthly_budget_micros, 'warnShare', coalesce(d.budget_warn_share, 0.8),
        'spentMicros', coalesce(x.cost_micros, 0), 'discardedMicros', coalesce(x.discarded_micros, 0),
        'runs', coalesce(x.runs, 0), 'unpricedRuns', coalesce(x.unpriced, 0)) AS budget
    FROM tenants t
    LEFT JOIN decision_settings d ON d.tenant_id = t.id
    LEFT JOIN ai_spend x ON x.tenant_id = t.id AND x.month = date_trunc('month', ${now} AT TIME ZONE 'UTC')::date
    WHERE t.id = ${tx.tenantId}::uuid`
  if (row === undefined) throw new Error('there is no such tenant')
  return row
}

/** Writes the locked settings and counts the change. */
export async function updateDecisionPolicy(
  tx: TenantTx,
  change: Partial<DecisionPolicy>,
  now: Date,
): Promise<void> {
  await sqlOf(tx).decisionSetting.update({
    where: { tenantId: tx.tenantId },
    data: { ...change, policyVersion: { increment: 1 }, updatedAt: now },
    select: { tenantId: true },
  })
}

export async function updateTrainingPolicy(
  tx: TenantTx,
  change: Partial<TrainingPolicy>,
  now: Date,
): Promise<void> {
  await sqlOf(tx).trainingPolicy.update({
    where: { tenantId: tx.tenantId },
    data: { ...change, updatedAt: now },
    select: { tenantId: true },
  })
}

export async function updateDelayPolicy(tx: TenantTx, delay: DelayPolicy, now: Date): Promise<void> {
  await sqlOf(tx).humanDelaySetting.update({
    where: { tenantId: tx.tenantId },
    data: { ...delay, updatedAt: now },
    select: { tenantId: true },
  })
}

/** @returns false when the tenant has no such channel */
export async function updateChannelMode(
  tx: TenantTx,
  channelId: string,
  mode: ConversationMode | null,
): Promise<boolean> {
  const changed = await sqlOf(tx).$executeRaw`
    UPDATE channels SET mode = ${mode}::conversation_mode WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${channelId}::uuid`
  return changed > 0
}

/**
 * Puts every conversation whose draft waits for a person up for drafting again: the draft was judged by rules that are
 * no longer in force.
 *
 * @returns how many
 */
export async function settleJudgedDrafts(tx: TenantTx, now: Date): Promise<number> {
  return sqlOf(tx).$executeRaw`
    INSERT INTO suggest_settles (tenant_id, conversation_id, burst_started_at, due_at)
    SELECT c.tenant_id, c.id, ${now}, ${now} FROM conversations c
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.pending_suggestion_id IS NOT NULL AND c.status <> 'resolved'
    ON CONFLICT (tenant_id, conversation_id) DO NOTHING`
}

export async function updateBudget(
  tx: TenantTx,
  budget: { monthlyLimitMicros: number | null; warnShare: number },
  now: Date,
): Promise<void> {
  await sqlOf(tx).decisionSetting.update({
    where: { tenantId: tx.tenantId },
    data: {
      monthlyBudgetMicros: budget.monthlyLimitMicros,
      budgetWarnShare: budget.warnShare,
      updatedAt: now,
    },
    select: { tenantId: true },
  })
  // A raised budget can be near its end again, and people want to hear of it again.
  await sqlOf(tx).$executeRaw`
    UPDATE ai_spend SET told = NULL
    WHERE tenant_id = ${tx.tenantId}::uuid AND month = date_trunc('month', ${now} AT TIME ZONE 'UTC')::date`
}
