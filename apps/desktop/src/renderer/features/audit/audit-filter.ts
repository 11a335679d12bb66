import type { AuditActorKind } from '@countersign/shared/audit/audit.contract'

/** What the person has chosen above the list; an empty text is no choice. Dates as a date field has them. */
export interface AuditFilter {
  readonly actor: string
  readonly entity: string
  readonly action: string
  readonly from: string
  readonly to: string
}

export const noFilter: AuditFilter = { actor: '', entity: '', action: '', from: '', to: '' }

/** One choice for both: a kind of actor, or one member. */
const memberPrefix = 'member:'
export const memberChoice = (memberId: string) => `${memberPrefix}${memberId}`

/** Midnight of the person's own day, `days` later. Null when the field holds no date. */
function midnight(date: string, days: number): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (match === null) return null
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const at = new Date(year, month - 1, day + days)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

/** What to ask the server for. The last day is part of what is asked. */
export function auditQuery(filter: AuditFilter) {
  const from = midnight(filter.from, 0)
  const to = midnight(filter.to, 1)
  return {
    ...(filter.actor === ''
      ? {}
      : filter.actor.startsWith(memberPrefix)
        ? { actorId: filter.actor.slice(memberPrefix.length) }
        : { actorKind: filter.actor as AuditActorKind }),
    ...(filter.entity === '' ? {} : { entityType: filter.entity }),
    ...(filter.action === '' ? {} : { action: filter.action }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  }
}
