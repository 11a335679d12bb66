import type {
  SecondFactorSecret,
  SecondFactorSetupDone,
} from '@countersign/shared/identity/second-factor.contract'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Bone, Skeleton } from '../../ui/skeleton.tsx'
import { DoorFrame, doorLink } from './door-frame.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SecondFactorSecretStep } from './second-factor-secret.tsx'
import { isWrongCode } from './wrong-proof.ts'

interface SecondFactorSetupProps {
  readonly challenge: string
  readonly onStartOver: () => void
  readonly onInside?: (() => void) | undefined
}

/** The workspace asks for a second step and the person has none yet: it is set up on the way in. */
export function SecondFactorSetup({ challenge, onStartOver, onInside }: SecondFactorSetupProps) {
  const { t } = useTranslation()
  const { door, session } = useConsole()
  const words = useRefusalWords()
  const beginning = useSending()
  const finishing = useSending()
  const [secret, setSecret] = useState<SecondFactorSecret | null>(null)
  const [done, setDone] = useState<SecondFactorSetupDone | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: one secret for one challenge
  useEffect(() => {
    let here = true
    void beginning
      .send(() => door.auth.beginSecondFactorSetup.mutate({ challenge }))
      .then(begun => {
        if (here && begun !== null) setSecret(begun.value)
      })
    return () => {
      here = false
    }
  }, [challenge])

  if (done !== null) {
    return (
      <DoorFrame title={t('factor.codesTitle')} note={t('factor.codesNote')}>
        <RecoveryCodes codes={done.recoveryCodes} onKept={() => void session.enter(done).then(onInside)} />
      </DoorFrame>
    )
  }
  const { refusal } = finishing
  return (
    <DoorFrame
      title={t('factor.setupTitle')}
      note={t('factor.setupNote')}
      foot={
        <button type="button" className={doorLink} onClick={onStartOver}>
          {t('door.again')}
        </button>
      }
    >
      {beginning.refusal !== null ? (
        <div className="flex flex-col gap-3">
          <Problem>{words(beginning.refusal.code)}</Problem>
          <Button onClick={onStartOver}>{t('door.again')}</Button>
        </div>
      ) : secret === null ? (
        <Skeleton label={t('ui.loading')}>
          <Bone className="size-44" />
        </Skeleton>
      ) : (
        <SecondFactorSecretStep
          secret={secret}
          busy={finishing.busy}
          problem={refusal === null ? null : isWrongCode(refusal) ? t('door.codeWrong') : words(refusal.code)}
          onCode={code =>
            void finishing
              .send(() => door.auth.finishSecondFactorSetup.mutate({ challenge, code }))
              .then(finished => finished !== null && setDone(finished.value))
          }
        />
      )}
    </DoorFrame>
  )
}
