import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Section } from '../../ui/section.tsx'
import { useToaster } from '../../ui/toast.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { passwordWords } from './password-words.ts'
import { isWrongPassword } from './wrong-proof.ts'

/** Changing the password. Every other device is signed out by it. */
export function PasswordSection({ email, hasPassword }: { email: string; hasPassword: boolean }) {
  const { t } = useTranslation()
  const { client, door } = useConsole()
  const toaster = useToaster()
  const words = useRefusalWords()
  const sending = useSending()
  const [open, setOpen] = useState(false)
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const weak = sending.refusal === null ? null : passwordWords(sending.refusal, t)

  const close = () => {
    setOpen(false)
    setCurrent('')
    setPassword('')
    sending.forget()
  }
  const submit = async () => {
    if (current === '' || password === '') return
    const changed = await sending.send(() => client.account.changePassword.mutate({ current, password }))
    if (changed === null) return
    toaster.show({ title: t('signInMethods.passwordChanged'), note: t('signInMethods.othersOut') })
    close()
  }
  if (!hasPassword) {
    // Set the way a forgotten one is: by a letter to the address, which proves more than an open window does.
    return (
      <Section
        title={t('signIn.password')}
        note={t('signInMethods.noPassword')}
        action={
          <Button
            disabled={sending.busy}
            onClick={() =>
              void sending
                .send(() => door.auth.requestPasswordReset.mutate({ email }))
                .then(
                  sent => sent !== null && toaster.show({ title: t('signInMethods.letterSent', { email }) }),
                )
            }
          >
            {t('signInMethods.setPassword')}
          </Button>
        }
      >
        {sending.refusal !== null && <Problem>{words(sending.refusal.code)}</Problem>}
      </Section>
    )
  }
  return (
    <Section
      title={t('signIn.password')}
      note={t('signInMethods.passwordNote')}
      action={!open && <Button onClick={() => setOpen(true)}>{t('signInMethods.changePassword')}</Button>}
    >
      {open && (
        <form
          className="flex max-w-md flex-col gap-4"
          onSubmit={event => {
            event.preventDefault()
            void submit()
          }}
        >
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <TextField
            label={t('signInMethods.currentPassword')}
            type="password"
            required
            autoFocus
            autoComplete="current-password"
            value={current}
            problem={isWrongPassword(sending.refusal) ? t('confirm.passwordWrong') : null}
            onChange={event => setCurrent(event.target.value)}
          />
          <NewPasswordField value={password} problem={weak} onChange={setPassword} />
          {sending.refusal !== null && weak === null && !isWrongPassword(sending.refusal) && (
            <Problem>{words(sending.refusal.code)}</Problem>
          )}
          <div className="flex gap-2">
            <Button type="submit" variant="primary" disabled={sending.busy}>
              {t('signInMethods.changePassword')}
            </Button>
            <Button variant="ghost" onClick={close}>
              {t('ui.cancel')}
            </Button>
          </div>
        </form>
      )}
    </Section>
  )
}
