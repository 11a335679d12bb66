import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { Bone, Skeleton } from '../../ui/skeleton.tsx'
import { DoorFrame, doorLink } from './door-frame.tsx'
import { isSpent } from './is-spent.ts'
import { OwedStep } from './owed-step.tsx'
import { useWayIn } from './use-way-in.ts'

interface VerifyEmailPanelProps {
  readonly token: string | null
  readonly onInside: () => void
}

/** Where the link of the first letter leads: it proves the address and goes in. */
export function VerifyEmailPanel({ token, onInside }: VerifyEmailPanelProps) {
  const { t } = useTranslation()
  const { door } = useConsole()
  const words = useRefusalWords()
  const way = useWayIn(onInside)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a link is good once
  useEffect(() => {
    if (token !== null) void way.tryWith(() => door.auth.verifyEmail.mutate({ token }))
  }, [token])

  if (way.owed !== null) {
    return <OwedStep owed={way.owed} email="" onStartOver={way.startOver} onInside={onInside} />
  }
  if (token === null || way.refusal !== null) {
    const used = way.refusal === null || isSpent(way.refusal.code)
    return (
      <DoorFrame
        title={t('door.linkOver')}
        note={used ? t('door.verifyOver') : words(way.refusal?.code ?? 'network')}
        foot={
          <Link to="/sign-in" className={doorLink}>
            {t('signIn.submit')}
          </Link>
        }
      />
    )
  }
  return (
    <DoorFrame title={t('door.verifying')}>
      <Skeleton label={t('ui.loading')}>
        <Bone className="w-2/3" />
      </Skeleton>
    </DoorFrame>
  )
}
