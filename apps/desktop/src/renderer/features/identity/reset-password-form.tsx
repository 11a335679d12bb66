import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { CodeField } from '../../ui/code-field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { DoorFrame, doorLink } from './door-frame.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { passwordWords } from './password-words.ts'

interface ResetPasswordFormProps {
  /** From the link of the letter; null: the code of it is typed. */
  readonly token: string | null
  /** Whom the letter went to; needed where there is no link. */
  readonly email: string
}

/** A new password, proven by the letter. Everyone who was signed in with the old one is signed out. */
export function ResetPasswordForm({ token, email }: ResetPasswordFormProps) {
  const { t } = useTranslation()
  const { door } = useConsole()
  const words = useRefusalWords()
  const sending = useSending()
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const [done, setDone] = useState(false)
  const foot = (
    <Link to="/sign-in" className={doorLink}>
      {t('signIn.submit')}
    </Link>
  )

  if (done) return <DoorFrame title={t('door.resetDone')} note={t('door.resetDoneNote')} foot={foot} />
  const { refusal } = sending
  if (token !== null && refusal?.code === 'token.invalid') {
    return (
      <DoorFrame
        title={t('door.linkOver')}
        note={t('door.resetOver')}
        foot={
          <Link to="/forgotten-password" className={doorLink}>
            {t('door.newLetter')}
          </Link>
        }
      />
    )
  }
  const weak = refusal === null ? null : passwordWords(refusal, t)
  const submit = () => {
    if (password === '' || (token === null && code.length < 6)) return
    void sending
      .send(() =>
        door.auth.resetPassword.mutate(token === null ? { email, code, password } : { token, password }),
      )
      .then(sent => setDone(sent !== null))
  }
  return (
    <DoorFrame
      title={t('door.resetTitle')}
      note={token === null ? t('door.resetCodeNote', { email }) : t('door.resetNote')}
      foot={foot}
    >
      <form
        className="flex flex-col gap-3.5"
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        {token === null && <CodeField label={t('door.code')} value={code} onChange={setCode} />}
        <NewPasswordField value={password} problem={weak} autoFocus={token !== null} onChange={setPassword} />
        {refusal !== null && weak === null && (
          <Problem>
            {refusal.code === 'token.invalid' ? t('door.mailCodeWrong') : words(refusal.code)}
          </Problem>
        )}
        <Button type="submit" variant="primary" disabled={sending.busy} className="mt-1 h-[2.125rem]">
          {t('door.setPassword')}
        </Button>
      </form>
    </DoorFrame>
  )
}
