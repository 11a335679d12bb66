import type { TeamMember } from '@countersign/shared/team/team.contract'
import type { TeamPlace } from '@countersign/shared/team/team.policy'
import type { StandingRow } from '../../db/platform-team.repo.ts'
import type { MemberRow } from './team.repo.ts'

export function toPlace(row: MemberRow): TeamPlace {
  return { memberId: row.memberId, role: row.role, active: row.disabledAt === null && !row.barred }
}

/** @param standings of everybody; null for readers who see nobody's */
export function toTeamMember(row: MemberRow, standings: readonly StandingRow[] | null): TeamMember {
  const { memberId, name, email, role } = row
  const standing = standings?.find(one => one.memberId === memberId)
  return {
    memberId,
    name,
    email,
    role,
    standing:
      standings === null
        ? null
        : {
            joinedAt: row.joinedAt.toISOString(),
            lastSeenAt: standing?.lastSeenAt?.toISOString() ?? null,
            secondFactor: standing?.secondFactor ?? false,
            disabledAt: row.disabledAt?.toISOString() ?? null,
            disabledReason: row.disabledReason,
          },
  }
}
