import type { Role } from '@countersign/shared/identity/role.policy'
import { grantableRoles } from '@countersign/shared/team/team.policy'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole, useMember } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useToaster } from '../../ui/toast.tsx'

interface InviteDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Asks somebody to join: an address, and what they may do. */
export function InviteDialog({ open, onOpenChange }: InviteDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('team.invite')} note={t('team.inviteNote')}>
      <InviteForm onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

function InviteForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const me = useMember()
  const toaster = useToaster()
  const words = useRefusalWords()
  const sending = useSending()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('operator')

  const submit = async () => {
    const sent = await sending.send(() => client.team.invite.mutate({ email: email.trim(), role }))
    if (sent === null) return
    void queryClient.invalidateQueries({ queryKey: api.team.invites.queryKey() })
    toaster.show({ title: t('team.invited', { email: sent.value.email }) })
    onDone()
  }

  const refused =
    sending.refusal === null || sending.refusal.code === 'input.invalid' ? null : words(sending.refusal.code)
  return (
    <DialogForm
      submit={t('team.sendInvite')}
      busy={sending.busy}
      problem={refused}
      onSubmit={() => void submit()}
      onCancel={onDone}
    >
      <TextField
        label={t('team.email')}
        type="email"
        required
        autoFocus
        autoComplete="off"
        maxLength={254}
        value={email}
        problem={sending.refusal?.code === 'input.invalid' ? t('team.emailWrong') : null}
        onChange={event => setEmail(event.target.value)}
      />
      <SelectField
        label={t('team.role')}
        note={t(`roles.about.${role}`)}
        value={role}
        options={grantableRoles(me.role).map(value => ({ value, label: t(`role.${value}`) }))}
        onChange={setRole}
      />
    </DialogForm>
  )
}
