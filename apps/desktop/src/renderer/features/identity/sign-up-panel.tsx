import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import type { Language } from '../../app/i18n.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { DoorFrame, doorLink } from './door-frame.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { OwedStep } from './owed-step.tsx'
import { passwordWords } from './password-words.ts'

/** A new workspace and the person who owns it. Whether the address is known is told to its owner alone, by mail. */
export function SignUpPanel({ onInside }: { onInside: () => void }) {
  const { t, i18n } = useTranslation()
  const { door } = useConsole()
  const words = useRefusalWords()
  const sending = useSending()
  const [name, setName] = useState('')
  const [tenantName, setTenantName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [sentTo, setSentTo] = useState<string | null>(null)

  if (sentTo !== null) {
    return (
      <OwedStep
        owed={{ kind: 'verification' }}
        email={sentTo}
        onStartOver={() => setSentTo(null)}
        onInside={onInside}
      />
    )
  }
  const weak = sending.refusal === null ? null : passwordWords(sending.refusal, t)
  const submit = async () => {
    const address = email.trim()
    const sent = await sending.send(() =>
      door.auth.signUp.mutate({
        email: address,
        password,
        name: name.trim(),
        tenantName: tenantName.trim(),
        language: (i18n.resolvedLanguage ?? 'en') as Language,
      }),
    )
    if (sent !== null) setSentTo(address)
  }
  return (
    <DoorFrame
      title={t('door.signUp')}
      note={t('door.signUpNote')}
      foot={
        <span>
          {t('door.haveAccount')}{' '}
          <Link to="/sign-in" className={doorLink}>
            {t('signIn.submit')}
          </Link>
        </span>
      }
    >
      <form
        className="flex flex-col gap-3.5"
        onSubmit={event => {
          event.preventDefault()
          void submit()
        }}
      >
        <TextField
          label={t('door.tenantName')}
          note={t('door.tenantNameNote')}
          autoComplete="organization"
          required
          autoFocus
          maxLength={120}
          value={tenantName}
          onChange={event => setTenantName(event.target.value)}
        />
        <TextField
          label={t('door.yourName')}
          autoComplete="name"
          required
          maxLength={120}
          value={name}
          onChange={event => setName(event.target.value)}
        />
        <TextField
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          required
          maxLength={254}
          value={email}
          onChange={event => setEmail(event.target.value)}
        />
        <NewPasswordField value={password} problem={weak} onChange={setPassword} />
        {sending.refusal !== null && weak === null && <Problem>{words(sending.refusal.code)}</Problem>}
        <Button type="submit" variant="primary" disabled={sending.busy} className="mt-1 h-[2.125rem]">
          {sending.busy ? t('door.creating') : t('door.create')}
        </Button>
      </form>
    </DoorFrame>
  )
}
