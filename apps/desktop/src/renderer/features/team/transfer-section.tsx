import type { TeamMember } from '@countersign/shared/team/team.contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole, useMember } from '../../app/console-context.tsx'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useReasonDialog } from '../../ui/reason-dialog.tsx'
import { Section } from '../../ui/section.tsx'
import { useToaster } from '../../ui/toast.tsx'

/** Makes somebody else the owner. Proven by the password: an open window must not be enough to give a workspace away. */
export function TransferSection({ members }: { members: readonly TeamMember[] }) {
  const { t } = useTranslation()
  const { client, session } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const me = useMember()
  const toaster = useToaster()
  const words = useRefusalWords()
  const { ask, dialog } = useReasonDialog()
  const candidates = members.filter(
    member => member.memberId !== me.id && member.standing?.disabledAt == null,
  )
  const [memberId, setMemberId] = useState('')
  const chosen = candidates.find(member => member.memberId === memberId)

  return (
    <Section title={t('team.transfer')} note={t('team.transferNote')}>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={event => {
          event.preventDefault()
          if (chosen === undefined) return
          ask({
            title: t('team.transferTitle', { name: chosen.name }),
            note: t('team.transferAsk', { tenant: me.tenantName, name: chosen.name }),
            confirm: t('team.transfer'),
            passwordLabel: t('confirm.password'),
            run: async ({ password }) => {
              try {
                await client.team.transferOwnership.mutate({ memberId: chosen.memberId, password })
                toaster.show({ title: t('team.transferred', { name: chosen.name }) })
                void queryClient.invalidateQueries({ queryKey: api.team.pathKey() })
                // A fresh token knows the new role; the old one would show what is no longer allowed.
                void session.renew(session.accessToken()).catch(() => undefined)
                return null
              } catch (error) {
                const { code } = readRefusal(error)
                return code === 'auth.wrong_password' ? t('confirm.passwordWrong') : words(code)
              }
            },
          })
        }}
      >
        <div className="w-72">
          <SelectField
            label={t('team.newOwner')}
            value={memberId}
            options={[
              { value: '', label: t('team.choose') },
              ...candidates.map(member => ({
                value: member.memberId,
                label: `${member.name} · ${t(`role.${member.role}`)}`,
              })),
            ]}
            onChange={setMemberId}
          />
        </div>
        <Button type="submit" variant="danger" className="h-[2.125rem]" disabled={chosen === undefined}>
          {t('team.transferStart')}
        </Button>
      </form>
      {dialog}
    </Section>
  )
}
