import type { AutonomyCounts } from '@countersign/shared/autonomy/autonomy-gate.policy'
import type { Services } from '../../api/services.ts'
import { countRecentDecisions } from './learning.repo.ts'

/** What people did with the latest drafts of one intent on one channel. */
export function findRecord(
  services: Services,
  query: { tenantId: string; intent: string; channelType: string },
): Promise<AutonomyCounts> {
  return services.database.readTenant(query.tenantId, tx =>
    countRecentDecisions(tx, query.intent, query.channelType),
  )
}
