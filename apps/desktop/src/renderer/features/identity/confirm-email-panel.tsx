import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { DoorFrame, doorLink } from './door-frame.tsx'
import { isSpent } from './is-spent.ts'

/**
 * Where the letter to a new address leads. Confirmed by a press and not by arriving: mail programs open links to look at them.
 */
export function ConfirmEmailPanel({ token }: { token: string | null }) {
  const { t } = useTranslation()
  const { door } = useConsole()
  const words = useRefusalWords()
  const sending = useSending()
  const [email, setEmail] = useState<string | null>(null)
  const foot = (
    <Link to="/inbox" search={{}} className={doorLink}>
      {t('door.toConsole')}
    </Link>
  )
  if (email !== null) {
    return (
      <DoorFrame title={t('door.emailChanged')} note={t('door.emailChangedNote', { email })} foot={foot} />
    )
  }
  if (token === null || sending.refusal !== null) {
    const used = sending.refusal === null || isSpent(sending.refusal.code)
    return (
      <DoorFrame
        title={t('door.linkOver')}
        note={used ? t('door.emailOver') : words(sending.refusal?.code ?? 'network')}
        foot={foot}
      />
    )
  }
  return (
    <DoorFrame title={t('door.confirmEmail')} note={t('door.confirmEmailNote')} foot={foot}>
      <Button
        variant="primary"
        autoFocus
        disabled={sending.busy}
        className="h-[2.125rem] w-full"
        onClick={() =>
          void sending
            .send(() => door.auth.confirmEmailChange.mutate({ token }))
            .then(changed => changed !== null && setEmail(changed.value.email))
        }
      >
        {t('door.confirm')}
      </Button>
    </DoorFrame>
  )
}
