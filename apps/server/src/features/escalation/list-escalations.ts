import type { EscalationView } from '@countersign/shared/escalation/escalation.contract'
import type { EscalationStatus } from '@countersign/shared/escalation/escalation.machine'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listEscalationRows } from './escalation.repo.ts'
import { toEscalationView } from './escalation-view.ts'

/** The queue: without a status the open ones, the most urgent first. */
export async function listEscalations(
  services: Services,
  actor: Actor,
  input: { status?: EscalationStatus | undefined; limit?: number | undefined } = {},
): Promise<{ items: EscalationView[] }> {
  const rows = await services.database.withTenant(actor.tenantId, tx =>
    listEscalationRows(tx, input.status ?? null, input.limit ?? 100),
  )
  return { items: rows.map(toEscalationView) }
}
