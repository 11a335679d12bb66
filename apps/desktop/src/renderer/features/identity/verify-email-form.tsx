import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { CodeField } from '../../ui/code-field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { DoorFrame, doorLink } from './door-frame.tsx'
import { type Owed, useWayIn } from './use-way-in.ts'

interface VerifyEmailFormProps {
  readonly email: string
  readonly onOwed: (owed: Owed) => void
  readonly onStartOver: () => void
  readonly onInside?: (() => void) | undefined
}

/** "Check your mail": the code of the letter, typed; the link in it does the same. */
export function VerifyEmailForm({ email, onOwed, onStartOver, onInside }: VerifyEmailFormProps) {
  const { t } = useTranslation()
  const { door } = useConsole()
  const words = useRefusalWords()
  const way = useWayIn(onInside)
  const resending = useSending()
  const [code, setCode] = useState('')
  const [resent, setResent] = useState(false)

  const submit = async (entered: string) => {
    if (entered.length < 6 || way.busy) return
    const { inside, owed } = await way.tryWith(() => door.auth.verifyEmail.mutate({ email, code: entered }))
    if (!inside) setCode('')
    if (owed !== null) onOwed(owed)
  }
  return (
    <DoorFrame
      title={t('door.checkMail')}
      note={t('door.checkMailNote', { email })}
      foot={
        <>
          <button
            type="button"
            className={doorLink}
            disabled={resending.busy}
            onClick={() =>
              void resending
                .send(() => door.auth.resendVerification.mutate({ email }))
                .then(sent => setResent(sent !== null))
            }
          >
            {t('door.resend')}
          </button>
          <button type="button" className={doorLink} onClick={onStartOver}>
            {t('door.otherAddress')}
          </button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3.5"
        onSubmit={event => {
          event.preventDefault()
          void submit(code)
        }}
      >
        <CodeField
          label={t('door.code')}
          value={code}
          onChange={setCode}
          onWhole={whole => void submit(whole)}
        />
        {way.refusal !== null && (
          <Problem>
            {way.refusal.code === 'token.invalid' ? t('door.mailCodeWrong') : words(way.refusal.code)}
          </Problem>
        )}
        {resending.refusal !== null && <Problem>{words(resending.refusal.code)}</Problem>}
        <p role="status" className="text-ink-2">
          {resent && resending.refusal === null ? t('door.resent') : ''}
        </p>
        <Button type="submit" variant="primary" disabled={way.busy} className="h-[2.125rem]">
          {way.busy ? t('signIn.busy') : t('door.confirm')}
        </Button>
      </form>
    </DoorFrame>
  )
}
