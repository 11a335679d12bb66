import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { TeamList, TeamMember } from '@countersign/shared/team/team.contract'
import { changeTeam, type TeamChange } from '@countersign/shared/team/team.policy'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { describeTeam } from '../../db/platform-team.repo.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { toPlace, toTeamMember } from './member-view.ts'
import { listTeam, lockTeam, type MemberRow } from './team.repo.ts'

/** What a change works on, as it is while nobody else can change it. */
export interface LockedTeam {
  readonly tenant: { readonly name: string; readonly language: string }
  readonly actor: MemberRow
  readonly target: MemberRow
}

/**
 * The frame of every change of a team: lock, decide by the one set of rules, write, tell. What changes nothing writes
 * nothing.
 */
export function changeMember(
  services: Services,
  actor: Actor,
  change: TeamChange,
  write: (tx: TenantTx, team: LockedTeam) => Promise<void>,
): Promise<Result<TeamList>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const tenant = await lockTeam(tx)
    const rows = await listTeam(tx)
    const before = rows.map(toPlace)
    const verdict = changeTeam(before, actor.memberId, change)
    if (!verdict.allowed) return refused(verdict.code)
    const changes = verdict.after.some((place, index) => !isSame(place, before[index]))
    if (changes) {
      const find = (memberId: string) => rows.find(row => row.memberId === memberId)
      const asking = find(actor.memberId)
      const target = find(change.memberId)
      if (asking === undefined || target === undefined) throw new Error('allowed for nobody')
      await write(tx, { tenant, actor: asking, target })
      await recordChanges(tx, [{ type: 'team.updated', entityId: change.memberId, conversationId: null }])
    }
    const standings = await describeTeam(tx)
    return ok({ members: (await listTeam(tx)).map(row => toTeamMember(row, standings)) })
  })
}

/** The one member a change was about. */
export async function onlyMember(
  result: Promise<Result<TeamList>>,
  memberId: string,
): Promise<Result<TeamMember>> {
  const settled = await result
  if (!settled.ok) return settled
  const member = settled.value.members.find(one => one.memberId === memberId)
  return member === undefined ? refused('member.not_found') : ok(member)
}

function isSame(
  one: { role: string; active: boolean },
  other: { role: string; active: boolean } | undefined,
) {
  return one.role === other?.role && one.active === other.active
}
