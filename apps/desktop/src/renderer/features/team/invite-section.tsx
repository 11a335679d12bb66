import type { InviteList, InviteView } from '@countersign/shared/team/invite.contract'
import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { useChange } from '../../app/use-change.ts'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { ActionCell, Cell, Table } from '../../ui/table.tsx'
import { InviteDialog } from './invite-dialog.tsx'

const tones = { open: 'plain', expired: 'amber', accepted: 'accent', revoked: 'plain' } as const

/** Who was asked to join, and whether they have. */
export function InviteSection() {
  const { t } = useTranslation()
  const format = useFormat()
  const { client } = useConsole()
  const api = useApi()
  const change = useChange()
  const [inviting, setInviting] = useState(false)
  const query = useQuery(api.team.invites.queryOptions(undefined, asOfNow))
  const queryKey = api.team.invites.queryKey()
  const patched = (id: string, patch: Partial<InviteView>) => (list: InviteList) => ({
    items: list.items.map(invite => (invite.id === id ? { ...invite, ...patch } : invite)),
  })

  return (
    <Section
      title={t('team.invites')}
      note={t('team.invitesNote')}
      action={
        <Button variant="primary" icon={<UserPlus />} onClick={() => setInviting(true)}>
          {t('team.invite')}
        </Button>
      }
    >
      <Loaded query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-ink-3">{t('team.noInvites')}</p>
          ) : (
            <Table
              label={t('team.invites')}
              head={[
                { key: 'email', label: t('team.email') },
                { key: 'role', label: t('team.role') },
                { key: 'state', label: t('team.state') },
                { key: 'by', label: t('team.invitedBy'), wide: true },
                { key: 'actions', label: t('ui.actions'), quiet: true },
              ]}
            >
              {items.map(invite => {
                const waiting = invite.status === 'open' || invite.status === 'expired'
                return (
                  <tr key={invite.id}>
                    <Cell className="max-w-64 truncate font-medium">{invite.email}</Cell>
                    <Cell quiet>{t(`role.${invite.role}`)}</Cell>
                    <Cell className="text-xs">
                      <StateWord tone={tones[invite.status]} hollow={invite.status === 'open'}>
                        {invite.status === 'open'
                          ? t('team.openUntil', { date: format.date(invite.expiresAt) })
                          : t(`team.inviteStatus.${invite.status}`)}
                      </StateWord>
                    </Cell>
                    <Cell wide quiet>
                      {invite.invitedBy ?? '—'}
                    </Cell>
                    <ActionCell>
                      {waiting && (
                        <>
                          <Button
                            size="sm"
                            variant="ghost"
                            aria-label={t('team.resendTo', { email: invite.email })}
                            onClick={() =>
                              void change<InviteList>({
                                queryKey,
                                patch: patched(invite.id, { status: 'open' }),
                                send: () => client.team.resendInvite.mutate({ id: invite.id }),
                                said: t('team.resent', { email: invite.email }),
                                failed: t('team.notResent', { email: invite.email }),
                              })
                            }
                          >
                            {t('team.resend')}
                          </Button>
                          <Button
                            size="sm"
                            variant="ghost"
                            aria-label={t('team.revokeTo', { email: invite.email })}
                            onClick={() =>
                              void change<InviteList>({
                                queryKey,
                                patch: patched(invite.id, { status: 'revoked' }),
                                send: () => client.team.revokeInvite.mutate({ id: invite.id }),
                                said: t('team.revoked', { email: invite.email }),
                                failed: t('team.notRevoked', { email: invite.email }),
                              })
                            }
                          >
                            {t('team.revoke')}
                          </Button>
                        </>
                      )}
                    </ActionCell>
                  </tr>
                )
              })}
            </Table>
          )
        }
      </Loaded>
      <InviteDialog open={inviting} onOpenChange={setInviting} />
    </Section>
  )
}
