import type { AccountView } from '@countersign/shared/identity/account.contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { CodeField } from '../../ui/code-field.tsx'
import { TextField } from '../../ui/field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Section } from '../../ui/section.tsx'
import { useToaster } from '../../ui/toast.tsx'
import { isWrongPassword } from './wrong-proof.ts'

/** The address, and changing it: proven by the password, then by a letter to the new one. The old one is told. */
export function EmailSection({ account }: { account: AccountView }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const waiting = account.newEmail !== null
  return (
    <Section
      title={t('profile.email')}
      note={t('profile.emailNote')}
      action={!open && !waiting && <Button onClick={() => setOpen(true)}>{t('profile.changeEmail')}</Button>}
    >
      <p className="font-medium">{account.email}</p>
      {waiting && !open && <CodeForm newEmail={account.newEmail ?? ''} onOther={() => setOpen(true)} />}
      {open && <RequestForm onDone={() => setOpen(false)} />}
    </Section>
  )
}

function RequestForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const words = useRefusalWords()
  const sending = useSending()
  const [newEmail, setNewEmail] = useState('')
  const [password, setPassword] = useState('')
  const submit = async () => {
    const sent = await sending.send(() =>
      client.account.requestEmailChange.mutate({ newEmail: newEmail.trim(), password }),
    )
    if (sent === null) return
    await queryClient.invalidateQueries({ queryKey: api.account.get.queryKey() })
    onDone()
  }
  return (
    <form
      className="mt-4 flex max-w-md flex-col gap-4"
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <TextField
        label={t('profile.newEmail')}
        type="email"
        required
        autoFocus
        maxLength={254}
        autoComplete="email"
        value={newEmail}
        onChange={event => setNewEmail(event.target.value)}
      />
      <TextField
        label={t('confirm.password')}
        type="password"
        required
        autoComplete="current-password"
        value={password}
        problem={isWrongPassword(sending.refusal) ? t('confirm.passwordWrong') : null}
        onChange={event => setPassword(event.target.value)}
      />
      {sending.refusal !== null && !isWrongPassword(sending.refusal) && (
        <Problem>{words(sending.refusal.code)}</Problem>
      )}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={sending.busy}>
          {t('profile.sendCode')}
        </Button>
        <Button variant="ghost" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  )
}

function CodeForm({ newEmail, onOther }: { newEmail: string; onOther: () => void }) {
  const { t } = useTranslation()
  const { client, session } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const sending = useSending()
  const [code, setCode] = useState('')
  const submit = async (entered: string) => {
    if (entered.length < 6 || sending.busy) return
    const changed = await sending.send(() => client.account.confirmEmailChange.mutate({ code: entered }))
    setCode('')
    if (changed === null) return
    toaster.show({ title: t('profile.emailChanged', { email: changed.value.email }) })
    void queryClient.invalidateQueries({ queryKey: api.account.get.queryKey() })
    void session.renew(session.accessToken()).catch(() => undefined)
  }
  return (
    <form
      className="mt-4 flex max-w-md flex-col gap-3"
      onSubmit={event => {
        event.preventDefault()
        void submit(code)
      }}
    >
      <CodeField
        label={t('profile.codeFor', { email: newEmail })}
        note={t('profile.codeNote')}
        value={code}
        problem={
          sending.refusal === null
            ? null
            : sending.refusal.code === 'token.invalid'
              ? t('door.mailCodeWrong')
              : words(sending.refusal.code)
        }
        onChange={setCode}
        onWhole={whole => void submit(whole)}
      />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={sending.busy || code.length < 6}>
          {t('door.confirm')}
        </Button>
        <Button variant="ghost" onClick={onOther}>
          {t('profile.otherEmail')}
        </Button>
      </div>
    </form>
  )
}
