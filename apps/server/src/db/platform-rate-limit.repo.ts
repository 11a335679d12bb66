import { sqlOf } from './sql-of.ts'
import type { StatementRunner, TenantTx } from './tenant-tx.ts'

/** The counters behind the limits that hold for all server processes together; they belong to no tenant. */
export interface RateCount {
  readonly allowed: boolean
  readonly startedAt: Date
  readonly usedBefore: number
  readonly used: number
}

/** Counts `cost` against a limit when it fits; those who ask at once are counted one after another. */
export async function takeRateTokens(
  run: StatementRunner,
  key: string,
  limit: { readonly max: number; readonly windowMs: number },
  cost: number,
  now: Date,
): Promise<RateCount> {
  const [row] = await run<RateCount>(
    `SELECT t.allowed, t.started_at AS "startedAt", t.used_before AS "usedBefore", t.used
     FROM take_rate_tokens($1, $2, $3, $4, $5) t`,
    [key, limit.max, limit.windowMs, cost, now],
  )
  if (row === undefined) throw new Error('counting has no answer')
  return row
}

/** The same in a transaction: what does not happen in the end is not counted. */
export async function takeRateTokensWithin(
  tx: TenantTx,
  key: string,
  limit: { readonly max: number; readonly windowMs: number },
  cost: number,
  now: Date,
): Promise<RateCount> {
  const [row] = await sqlOf(tx).$queryRaw<RateCount[]>`
    SELECT t.allowed, t.started_at AS "startedAt", t.used_before AS "usedBefore", t.used
    FROM take_rate_tokens(${key}, ${limit.max}::int, ${limit.windowMs}::int, ${cost}::int, ${now}) t`
  if (row === undefined) throw new Error('counting has no answer')
  return row
}

/** Forgets the counters that no longer weigh anything. */
export async function forgetRateWindows(run: StatementRunner, now: Date): Promise<void> {
  await run('SELECT forget_rate_windows($1)', [now])
}
