import type { TeamMember } from '@countersign/shared/team/team.contract'
import { grantableRoles, mayManage } from '@countersign/shared/team/team.policy'
import { ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMay, useMember } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { useNow } from '../../app/use-now.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { useReasonDialog } from '../../ui/reason-dialog.tsx'
import { ActionCell, Cell, Table } from '../../ui/table.tsx'
import { useTeamActions } from './use-team-actions.ts'

/** Everybody in the team; for those who look after it, also how they stand and what can be changed. */
export function MemberTable({ members }: { members: readonly TeamMember[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const me = useMember()
  const may = useMay('team.write')
  const actions = useTeamActions()
  const { ask, dialog } = useReasonDialog()
  const own = { memberId: me.id, role: me.role, active: true }
  const grantable = grantableRoles(me.role)

  return (
    <>
      <Table
        label={t('team.members')}
        head={[
          { key: 'name', label: t('team.name') },
          { key: 'role', label: t('team.role') },
          ...(may
            ? [
                { key: 'factor', label: t('team.secondFactor'), wide: true },
                { key: 'seen', label: t('team.lastSeen'), wide: true },
                { key: 'actions', label: t('ui.actions'), quiet: true },
              ]
            : []),
        ]}
      >
        {members.map(member => {
          const { standing } = member
          const disabled = standing?.disabledAt != null
          const manageable = mayManage(own, {
            memberId: member.memberId,
            role: member.role,
            active: !disabled,
          })
          return (
            <tr key={member.memberId}>
              <Cell>
                <span className="flex min-w-0 items-center gap-2.5">
                  <Avatar name={member.name} />
                  <span className="min-w-0">
                    <span className="flex items-center gap-2">
                      <span className={disabled ? 'truncate text-ink-3' : 'truncate font-medium'}>
                        {member.name}
                      </span>
                      {member.memberId === me.id && (
                        <span className="text-xs text-ink-3">{t('team.you')}</span>
                      )}
                      {disabled && (
                        <span className="text-xs">
                          <StateWord tone="amber">{t('team.disabled')}</StateWord>
                        </span>
                      )}
                    </span>
                    <span className="block truncate text-xs text-ink-3">{member.email}</span>
                    {disabled && standing.disabledReason !== null && (
                      <span className="block text-xs text-ink-3">
                        {t('team.because', { reason: standing.disabledReason })}
                      </span>
                    )}
                  </span>
                </span>
              </Cell>
              <Cell>
                {manageable && !disabled && grantable.includes(member.role) ? (
                  <select
                    aria-label={t('team.roleOf', { name: member.name })}
                    value={member.role}
                    onChange={event =>
                      void actions.changeRole(member, event.target.value as typeof member.role)
                    }
                    className="h-[1.875rem] rounded-md border border-line-2 bg-raised pr-1 pl-2"
                  >
                    {grantable.map(role => (
                      <option key={role} value={role}>
                        {t(`role.${role}`)}
                      </option>
                    ))}
                  </select>
                ) : (
                  <span className="text-ink-2">{t(`role.${member.role}`)}</span>
                )}
              </Cell>
              {may && (
                <>
                  <Cell wide className="text-xs">
                    {standing?.secondFactor === true ? (
                      <span className="inline-flex items-center gap-1.5 text-accent [&_svg]:size-3.5">
                        <ShieldCheck aria-hidden="true" />
                        {t('team.on')}
                      </span>
                    ) : (
                      <span className="text-ink-3">{t('team.off')}</span>
                    )}
                  </Cell>
                  <Cell wide quiet className="nums whitespace-nowrap">
                    {standing?.lastSeenAt == null ? t('team.never') : format.ago(standing.lastSeenAt, now)}
                  </Cell>
                  <ActionCell>
                    {manageable &&
                      (disabled ? (
                        <Button size="sm" onClick={() => void actions.enable(member)}>
                          {t('team.enable')}
                        </Button>
                      ) : (
                        <Button
                          size="sm"
                          variant="ghost"
                          aria-label={t('team.disableOf', { name: member.name })}
                          onClick={() =>
                            ask({
                              title: t('team.disableTitle', { name: member.name }),
                              note: t('team.disableNote'),
                              confirm: t('team.disable'),
                              reasonLabel: t('confirm.reason'),
                              run: async ({ reason }) => {
                                // It says itself what came of it.
                                void actions.disable(member, reason)
                                return null
                              },
                            })
                          }
                        >
                          {t('team.disable')}
                        </Button>
                      ))}
                  </ActionCell>
                </>
              )}
            </tr>
          )
        })}
      </Table>
      {dialog}
    </>
  )
}
