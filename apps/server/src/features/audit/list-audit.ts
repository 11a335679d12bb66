import type { AuditList, AuditListInput } from '@countersign/shared/audit/audit.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listAuditLines } from './audit.repo.ts'
import { auditCursor, readAuditFilter } from './audit-filter.ts'

/** One page of the trail, newest first. */
export async function listAudit(
  services: Services,
  actor: Actor,
  input: AuditListInput = {},
): Promise<AuditList> {
  const limit = input.limit ?? 50
  const filter = readAuditFilter(input, limit + 1)
  const lines = await services.database.readTenant(actor.tenantId, tx => listAuditLines(tx, filter))
  const items = lines.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: lines.length > limit && last !== undefined ? auditCursor(last) : null }
}
