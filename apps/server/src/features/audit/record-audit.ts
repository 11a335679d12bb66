import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { currentWork } from '../../telemetry/log.ts'
import { type AuditEntry, insertAuditEvent } from './audit.repo.ts'

export type AuditFact = Omit<AuditEntry, 'id' | 'requestId' | 'metadata'> &
  Partial<Pick<AuditEntry, 'metadata'>>

/** Adds a line to the tenant's audit trail, in the transaction of what it tells of. */
export async function recordAudit(services: Services, tx: TenantTx, fact: AuditFact): Promise<void> {
  const requestId = currentWork()?.requestId ?? null
  await insertAuditEvent(tx, { metadata: {}, ...fact, id: services.ids.next(), requestId })
}
