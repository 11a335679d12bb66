import { takeRateTokens } from '../../db/platform-rate-limit.repo.ts'
import type { StatementRunner } from '../../db/tenant-tx.ts'
import type { RateStore } from './rate-store.port.ts'

/** Counts in the database, for every process that works on it. */
export function makePostgresRateStore(statement: StatementRunner): RateStore {
  return {
    async take(key, limit, cost, now) {
      const { allowed, startedAt, usedBefore, used } = await takeRateTokens(
        statement,
        key,
        limit,
        cost,
        new Date(now),
      )
      return { allowed, window: { startedAt: startedAt.getTime(), usedBefore, used } }
    },
  }
}
