import type { BudgetState } from '@countersign/shared/suggestion/price-run.policy'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface RunSpend {
  /** Null: the model's price is not known. */
  readonly costMicros: number | null
  readonly discarded: boolean
  readonly tokensIn: number
  readonly tokensOut: number
  readonly now: Date
}

export interface MonthSpend {
  readonly spentMicros: number
  readonly limitMicros: number | null
  readonly warnShare: number
  /** What people were told of this month. */
  readonly told: BudgetState | null
}

/** Adds a run to the month it ended in, and answers with where that leaves the budget. */
export async function addSpend(tx: TenantTx, run: RunSpend): Promise<MonthSpend> {
  const cost = run.costMicros ?? 0
  const [row] = await sqlOf(tx).$queryRaw<(Omit<MonthSpend, 'spentMicros' | 'limitMicros'> & Sums)[]>`
    INSERT INTO ai_spend AS s (tenant_id, month, cost_micros, discarded_micros, tokens_in, tokens_out, runs, unpriced)
    VALUES (${tx.tenantId}::uuid, date_trunc('month', ${run.now} AT TIME ZONE 'UTC')::date, ${cost},
      ${run.discarded ? cost : 0}, ${run.tokensIn}, ${run.tokensOut}, 1, ${run.costMicros === null ? 1 : 0})
    ON CONFLICT (tenant_id, month) DO UPDATE SET cost_micros = s.cost_micros + EXCLUDED.cost_micros,
      discarded_micros = s.discarded_micros + EXCLUDED.discarded_micros, tokens_in = s.tokens_in + EXCLUDED.tokens_in,
      tokens_out = s.tokens_out + EXCLUDED.tokens_out, runs = s.runs + 1, unpriced = s.unpriced + EXCLUDED.unpriced
    RETURNING s.cost_micros::float8 AS spent, s.told,
      (SELECT d.monthly_budget_micros::float8 FROM decision_settings d WHERE d.tenant_id = s.tenant_id) AS "limit",
      coalesce((SELECT d.budget_warn_share FROM decision_settings d WHERE d.tenant_id = s.tenant_id), 0.8) AS "warnShare"`
  if (row === undefined) throw new Error('the month answered nothing')
  return { spentMicros: row.spent, limitMicros: row.limit, warnShare: row.warnShare, told: row.told }
}

interface Sums {
  readonly spent: number
  readonly limit: number | null
}

export async function noteBudgetTold(tx: TenantTx, state: BudgetState, now: Date): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE ai_spend SET told = ${state}
    WHERE tenant_id = ${tx.tenantId}::uuid AND month = date_trunc('month', ${now} AT TIME ZONE 'UTC')::date`
}
