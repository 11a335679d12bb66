import type { Role } from '@countersign/shared/identity/role.policy'
import type { TeamList, TeamMember } from '@countersign/shared/team/team.contract'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useChange } from '../../app/use-change.ts'

/** What can be done to a member. Shown at once; taken back, with the reason, when the server refuses. */
export function useTeamActions() {
  const { t } = useTranslation()
  const { client, ports } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const change = useChange()
  const queryKey = api.team.list.queryKey({ withDisabled: true })
  const patched = (memberId: string, patch: (member: TeamMember) => TeamMember) => (list: TeamList) => ({
    members: list.members.map(member => (member.memberId === memberId ? patch(member) : member)),
  })
  /** The list that others work with, too. */
  const refreshed = async (done: Promise<boolean>) => {
    if (await done) void queryClient.invalidateQueries({ queryKey: api.team.pathKey() })
  }

  const changeRole = (member: TeamMember, role: Role, canUndo = true): Promise<void> =>
    refreshed(
      change<TeamList>({
        queryKey,
        patch: patched(member.memberId, current => ({ ...current, role })),
        send: () => client.team.changeRole.mutate({ memberId: member.memberId, role }),
        said: t('team.roleChanged', { name: member.name, role: t(`role.${role}`) }),
        ...(canUndo ? { undo: () => void changeRole({ ...member, role }, member.role, false) } : {}),
        failed: t('team.notChanged', { name: member.name }),
      }),
    )

  const enable = (member: TeamMember): Promise<void> =>
    refreshed(
      change<TeamList>({
        queryKey,
        patch: patched(member.memberId, current => ({
          ...current,
          standing:
            current.standing === null
              ? null
              : { ...current.standing, disabledAt: null, disabledReason: null },
        })),
        send: () => client.team.enable.mutate({ memberId: member.memberId }),
        said: t('team.enabled', { name: member.name }),
        failed: t('team.notChanged', { name: member.name }),
      }),
    )

  const disable = (member: TeamMember, reason: string): Promise<void> =>
    refreshed(
      change<TeamList>({
        queryKey,
        patch: patched(member.memberId, current => ({
          ...current,
          standing:
            current.standing === null
              ? null
              : { ...current.standing, disabledAt: ports.now().toISOString(), disabledReason: reason },
        })),
        send: () => client.team.disable.mutate({ memberId: member.memberId, reason }),
        said: t('team.disabledNow', { name: member.name }),
        undo: () => void enable(member),
        failed: t('team.notChanged', { name: member.name }),
      }),
    )

  return { changeRole, enable, disable }
}
