import type { SecondFactorMethod } from '@countersign/shared/identity/second-factor.contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { Button } from '../../ui/button.tsx'
import { CodeField } from '../../ui/code-field.tsx'
import { TextField } from '../../ui/field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { DoorFrame, doorLink } from './door-frame.tsx'
import { useWayIn } from './use-way-in.ts'
import { isWrongCode } from './wrong-proof.ts'

interface SecondFactorFormProps {
  readonly challenge: string
  readonly methods: readonly SecondFactorMethod[]
  readonly onStartOver: () => void
  readonly onInside?: (() => void) | undefined
}

/** The second step: six digits from the phone, or one of the codes kept for the day it is gone. */
export function SecondFactorForm({ challenge, methods, onStartOver, onInside }: SecondFactorFormProps) {
  const { t } = useTranslation()
  const { door } = useConsole()
  const words = useRefusalWords()
  const way = useWayIn(onInside)
  const [method, setMethod] = useState<SecondFactorMethod>(methods.includes('totp') ? 'totp' : 'recovery')
  const [code, setCode] = useState('')
  // The proof of the first step is good for minutes only.
  const over = way.refusal?.code === 'token.invalid' || way.refusal?.code === 'auth.expired'

  const submit = async (entered: string) => {
    if (entered.trim() === '' || way.busy) return
    const { inside } = await way.tryWith(() =>
      door.auth.secondFactor.mutate({ challenge, code: entered.trim() }),
    )
    if (!inside) setCode('')
  }
  const problem =
    way.refusal === null || over
      ? null
      : isWrongCode(way.refusal)
        ? t(method === 'totp' ? 'door.codeWrong' : 'door.recoveryWrong')
        : words(way.refusal.code)

  if (over) {
    return (
      <DoorFrame title={t('door.secondFactor')} note={t('door.tookTooLong')}>
        <Button variant="primary" className="h-[2.125rem] w-full" onClick={onStartOver}>
          {t('door.again')}
        </Button>
      </DoorFrame>
    )
  }
  return (
    <DoorFrame
      title={t('door.secondFactor')}
      note={t(method === 'totp' ? 'door.totpNote' : 'door.recoveryNote')}
      foot={
        <>
          {methods.length > 1 && (
            <button
              type="button"
              className={doorLink}
              onClick={() => {
                setMethod(method === 'totp' ? 'recovery' : 'totp')
                setCode('')
              }}
            >
              {t(method === 'totp' ? 'door.useRecovery' : 'door.useTotp')}
            </button>
          )}
          <button type="button" className={doorLink} onClick={onStartOver}>
            {t('ui.back')}
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
        {method === 'totp' ? (
          <CodeField
            key="totp"
            label={t('door.code')}
            value={code}
            onChange={setCode}
            onWhole={whole => void submit(whole)}
          />
        ) : (
          <TextField
            key="recovery"
            label={t('door.recoveryCode')}
            value={code}
            required
            autoFocus
            autoComplete="off"
            spellCheck={false}
            placeholder="xxxxx-xxxxx"
            className="h-10 font-mono"
            onChange={event => setCode(event.target.value)}
          />
        )}
        {problem !== null && <Problem>{problem}</Problem>}
        <Button type="submit" variant="primary" disabled={way.busy} className="mt-1 h-[2.125rem]">
          {way.busy ? t('signIn.busy') : t('door.confirm')}
        </Button>
      </form>
    </DoorFrame>
  )
}
