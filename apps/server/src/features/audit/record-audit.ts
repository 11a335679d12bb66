import type { AuditAction, AuditEntity } from '@countersign/shared/audit/audit.actions'
import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { currentWork } from '../../telemetry/log.ts'
import { type AuditEntry, insertAuditEvent } from './audit.repo.ts'

export interface AuditFact extends Pick<AuditEntry, 'actorKind' | 'actorId' | 'entityId'> {
  readonly action: AuditAction
  readonly entityType: AuditEntity
  /** Facts about the action; never customer text. */
  readonly metadata?: AuditEntry['metadata']
}

/** Adds a line to the tenant's audit trail, in the transaction of what it tells of. */
export async function recordAudit(
  services: Pick<Services, 'ids'>,
  tx: TenantTx,
  fact: AuditFact,
): Promise<void> {
  const work = currentWork()
  await insertAuditEvent(tx, {
    metadata: {},
    ...fact,
    id: services.ids.next(),
    requestId: work?.requestId ?? null,
    address: work?.address ?? null,
    userAgent: storable(work?.userAgent),
  })
}

/** A header may hold what a database cannot. */
function storable(text: string | undefined): string | null {
  return text === undefined ? null : text.replaceAll('\u0000', '').toWellFormed()
}
