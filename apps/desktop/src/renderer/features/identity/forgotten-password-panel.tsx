import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { DoorFrame, doorLink } from './door-frame.tsx'
import { ResetPasswordForm } from './reset-password-form.tsx'

/** Asks for a letter that lets a new password be set, then takes the code of it. */
export function ForgottenPasswordPanel() {
  const { t } = useTranslation()
  const { door } = useConsole()
  const words = useRefusalWords()
  const sending = useSending()
  const [email, setEmail] = useState('')
  const [sentTo, setSentTo] = useState<string | null>(null)

  if (sentTo !== null) return <ResetPasswordForm email={sentTo} token={null} />
  return (
    <DoorFrame
      title={t('door.forgottenTitle')}
      note={t('door.forgottenNote')}
      foot={
        <Link to="/sign-in" className={doorLink}>
          {t('ui.back')}
        </Link>
      }
    >
      <form
        className="flex flex-col gap-3.5"
        onSubmit={event => {
          event.preventDefault()
          const address = email.trim()
          if (address === '') return
          void sending
            .send(() => door.auth.requestPasswordReset.mutate({ email: address }))
            .then(sent => sent !== null && setSentTo(address))
        }}
      >
        <TextField
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          required
          autoFocus
          maxLength={254}
          value={email}
          onChange={event => setEmail(event.target.value)}
        />
        {sending.refusal !== null && <Problem>{words(sending.refusal.code)}</Problem>}
        <Button type="submit" variant="primary" disabled={sending.busy} className="mt-1 h-[2.125rem]">
          {t('door.sendReset')}
        </Button>
      </form>
    </DoorFrame>
  )
}
