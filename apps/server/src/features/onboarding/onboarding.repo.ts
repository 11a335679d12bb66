import type { ChannelType } from '@countersign/shared/channel/channel.contract'
import { readinessChecks, stepAnswers } from '@countersign/shared/onboarding/onboarding.contract'
import { notStarted, type OnboardingState } from '@countersign/shared/onboarding/onboarding.machine'
import type {
  Readiness,
  ReadinessCode,
  ReadinessFacts,
} from '@countersign/shared/onboarding/readiness.policy'
import { Prisma } from '../../db/generated/client.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

/** Makes sure there is a row to lock: of two who finish steps at once, neither undoes the other. */
export async function lockOnboarding(tx: TenantTx): Promise<OnboardingState> {
  await sqlOf(tx).$executeRaw`
    INSERT INTO onboarding_state (tenant_id) VALUES (${tx.tenantId}::uuid) ON CONFLICT (tenant_id) DO NOTHING`
  return findOnboarding(tx, true)
}

export async function findOnboarding(tx: TenantTx, lock = false): Promise<OnboardingState> {
  const [row] = await sqlOf(tx).$queryRaw<(Omit<OnboardingState, 'answers'> & { answers: unknown })[]>`
    SELECT status, current_step AS "currentStep", completed_steps::text[] AS "completedSteps", answers
    FROM onboarding_state WHERE tenant_id = ${tx.tenantId}::uuid ${lock ? Prisma.sql`FOR UPDATE` : Prisma.empty}`
  return row === undefined ? notStarted : { ...row, answers: stepAnswers.parse(row.answers) }
}

export async function updateOnboarding(tx: TenantTx, state: OnboardingState, now: Date): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE onboarding_state SET status = ${state.status}::onboarding_status,
      current_step = ${state.currentStep}::onboarding_step,
      completed_steps = ${[...state.completedSteps]}::text[]::onboarding_step[],
      answers = ${JSON.stringify(state.answers)}::jsonb, updated_at = ${now}
    WHERE tenant_id = ${tx.tenantId}::uuid`
}

export interface ChannelRow {
  readonly id: string
  readonly name: string
  readonly type: ChannelType
  readonly active: boolean
  readonly key: string | null
}

export async function listChannelRows(tx: TenantTx): Promise<ChannelRow[]> {
  return sqlOf(tx).$queryRaw<ChannelRow[]>`
    SELECT id, name, type, active, CASE WHEN type = 'webchat' THEN key END AS key
    FROM channels WHERE tenant_id = ${tx.tenantId}::uuid ORDER BY created_at, id`
}

/** What there is of everything a workspace needs. Counts end where more makes no difference. */
export async function countFacts(tx: TenantTx): Promise<ReadinessFacts> {
  const few = (rows: Prisma.Sql) => Prisma.sql`(SELECT count(*)::int FROM (${rows} LIMIT 10) few)`
  const tenant = tx.tenantId
  const [row] = await sqlOf(tx).$queryRaw<ReadinessFacts[]>`
    SELECT t.version > 1 AS "settingsSaved", t.escalation_email IS NOT NULL AS "escalationContact",
      coalesce(d.policy_version, 1) > 1 AS "policyChosen",
      coalesce((SELECT count(*)::int FROM agent_profiles p, jsonb_object_keys(p.company_facts)
        WHERE p.tenant_id = t.id AND p.channel_id IS NULL), 0) AS "companyFacts",
      ${few(Prisma.sql`SELECT FROM channels WHERE tenant_id = ${tenant}::uuid AND active`)} AS "activeChannels",
      ${few(Prisma.sql`SELECT FROM conversations WHERE tenant_id = ${tenant}::uuid`)} AS conversations,
      ${few(Prisma.sql`SELECT FROM documents WHERE tenant_id = ${tenant}::uuid AND source <> 'product'
        AND status = 'indexed' AND active AND deleted_at IS NULL`)} AS articles,
      ${few(Prisma.sql`SELECT FROM products WHERE tenant_id = ${tenant}::uuid`)} AS products,
      ${few(Prisma.sql`SELECT FROM memberships WHERE tenant_id = ${tenant}::uuid AND disabled_at IS NULL`)} AS members,
      coalesce((SELECT bool_and(s.second_factor) FROM describe_team() s
        JOIN memberships m ON m.tenant_id = t.id AND m.id = s.membership_id
        WHERE m.role = 'owner' AND m.disabled_at IS NULL), false) AS "ownersSecondFactor"
    FROM tenants t LEFT JOIN decision_settings d ON d.tenant_id = t.id
    WHERE t.id = ${tenant}::uuid`
  if (row === undefined) throw new Error('there is no such tenant')
  return row
}

export async function insertReport(
  tx: TenantTx,
  report: Readiness & { readonly id: string; readonly memberId: string; readonly now: Date },
): Promise<void> {
  await sqlOf(tx).readinessReport.create({
    data: {
      id: report.id,
      tenantId: tx.tenantId,
      score: report.score,
      checks: report.checks.map(check => ({ ...check })),
      recommendations: [...report.recommendations],
      createdById: report.memberId,
      createdAt: report.now,
    },
    select: { id: true },
  })
}

export interface ReportRow {
  readonly id: string
  readonly at: Date
  readonly by: string
  readonly score: number
  readonly checks: ReturnType<typeof readinessChecks.parse>
  readonly recommendations: ReadinessCode[]
}

/** Newest first. */
export async function listReportRows(tx: TenantTx, limit: number): Promise<ReportRow[]> {
  const rows = await sqlOf(tx).$queryRaw<(Omit<ReportRow, 'checks'> & { checks: unknown })[]>`
    SELECT r.id, r.created_at AS at, u.name AS by, r.score, r.checks, r.recommendations
    FROM readiness_reports r
    JOIN memberships m ON m.tenant_id = r.tenant_id AND m.id = r.created_by_id
    JOIN users u ON u.id = m.user_id
    WHERE r.tenant_id = ${tx.tenantId}::uuid ORDER BY r.created_at DESC, r.id DESC LIMIT ${limit}`
  return rows.map(row => ({ ...row, checks: readinessChecks.parse(row.checks) }))
}
