import type { AuditExportInput, AuditExportPart, AuditLine } from '@countersign/shared/audit/audit.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listAuditLines } from './audit.repo.ts'
import { auditCursor, readAuditFilter } from './audit-filter.ts'
import { csvLine } from './csv-line.ts'
import { recordAudit } from './record-audit.ts'

/** Lines in one part: about half a megabyte. */
const partLines = 2000

const columns: Readonly<Record<string, (line: AuditLine) => string | number | null>> = {
  number: line => line.seq,
  time: line => line.at,
  actor_kind: line => line.actor.kind,
  actor_name: line => line.actor.name,
  member_id: line => line.actor.memberId,
  action: line => line.action,
  entity_type: line => line.entityType,
  entity_id: line => line.entityId,
  details: line => JSON.stringify(line.metadata),
  request_id: line => line.requestId,
  address: line => line.address,
  user_agent: line => line.userAgent,
  hash: line => line.hash,
}

/** The next part of the trail as CSV. That the trail was taken out is itself a line of it. */
export function exportAudit(
  services: Services,
  actor: Actor,
  input: AuditExportInput = {},
): Promise<AuditExportPart> {
  const first = input.cursor === undefined
  const filter = readAuditFilter(input, partLines + 1)
  return services.database.withTenant(actor.tenantId, async tx => {
    const lines = await listAuditLines(tx, filter)
    if (first) {
      await recordAudit(services, tx, {
        actorKind: 'member',
        actorId: actor.memberId,
        action: 'audit_exported',
        entityType: 'tenant',
        entityId: actor.tenantId,
      })
    }
    const part = lines.slice(0, partLines)
    const last = part.at(-1)
    const rows = part.map(line => csvLine(Object.values(columns).map(read => read(line))))
    return {
      csv: [...(first ? [csvLine(Object.keys(columns))] : []), ...rows].join(''),
      nextCursor: lines.length > partLines && last !== undefined ? auditCursor(last) : null,
    }
  })
}
