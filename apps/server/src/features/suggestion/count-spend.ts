import { budgetState } from '@countersign/shared/suggestion/price-run.policy'
import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { notifyMembers } from '../notification/index.ts'
import { addSpend, noteBudgetTold, type RunSpend } from './spend.repo.ts'

/**
 * Counts what a run has used towards the month, whatever became of its draft, and tells the managers once when the budget
 * nears its end and once when it is spent.
 */
export async function countSpend(services: Services, tx: TenantTx, run: RunSpend): Promise<void> {
  if (run.tokensIn + run.tokensOut === 0 && (run.costMicros ?? 0) === 0) return
  const month = await addSpend(tx, run)
  const state = budgetState(month)
  if (state === 'free' || state === month.told || month.told === 'spent' || month.limitMicros === null) return
  await noteBudgetTold(tx, state, run.now)
  await notifyMembers(services, tx, 'insight.read', {
    kind: state === 'spent' ? 'budget_spent' : 'budget_warned',
    params: { spentMicros: month.spentMicros, limitMicros: month.limitMicros },
  })
}
