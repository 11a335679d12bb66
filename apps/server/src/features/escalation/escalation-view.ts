import type { EscalationView } from '@countersign/shared/escalation/escalation.contract'
import type { EscalationRow } from './escalation.repo.ts'

export function toEscalationView(row: EscalationRow): EscalationView {
  const { claimedById, claimedByName, handledById, handledByName, dueAt, createdAt, ...rest } = row
  return {
    ...rest,
    dueAt: dueAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    claimedBy: claimedById === null ? null : { memberId: claimedById, name: claimedByName ?? '' },
    handledBy: handledById === null ? null : { memberId: handledById, name: handledByName ?? '' },
  }
}
