import type { InviteOffer } from '@countersign/shared/team/invite.contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Bone, Skeleton } from '../../ui/skeleton.tsx'
import { DoorFrame, doorLink } from './door-frame.tsx'
import { isSpent } from './is-spent.ts'
import { NewPasswordField } from './new-password-field.tsx'
import { OwedStep } from './owed-step.tsx'
import { passwordWords } from './password-words.ts'
import { useWayIn } from './use-way-in.ts'

interface InvitePanelProps {
  readonly token: string | null
  readonly onInside: () => void
}

/** Where the letter of an invitation leads: who asks, for what, and yes. */
export function InvitePanel({ token, onInside }: InvitePanelProps) {
  const { t } = useTranslation()
  const { door } = useConsole()
  const words = useRefusalWords()
  // Going inside empties the cache while this is still on screen, and a used invitation describes itself no more.
  const [kept, setKept] = useState<InviteOffer | null>(null)
  const offer = useQuery({
    queryKey: ['door', 'invite', token],
    queryFn: () => door.auth.describeInvite.mutate({ token: token ?? '' }),
    enabled: token !== null && kept === null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (kept === null && offer.data !== undefined) setKept(offer.data)
  if (token !== null && kept !== null) {
    return <Offer token={token} offer={kept} onInside={onInside} />
  }
  if (token === null || offer.isError) {
    const { code } = offer.isError ? readRefusal(offer.error) : { code: 'token.invalid' as const }
    return (
      <DoorFrame
        title={t('door.linkOver')}
        note={isSpent(code) ? t('door.inviteOver') : words(code)}
        foot={
          code === 'token.invalid' ? (
            <Link to="/sign-in" className={doorLink}>
              {t('signIn.submit')}
            </Link>
          ) : (
            <button type="button" className={doorLink} onClick={() => void offer.refetch()}>
              {t('ui.retry')}
            </button>
          )
        }
      />
    )
  }
  return (
    <DoorFrame title={t('door.inviteTitle')}>
      <Skeleton label={t('ui.loading')}>
        <Bone className="w-2/3" />
      </Skeleton>
    </DoorFrame>
  )
}

function Offer({ token, offer, onInside }: { token: string; offer: InviteOffer; onInside: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { client, door, session } = useConsole()
  const words = useRefusalWords()
  const way = useWayIn(onInside)
  const signedInAs = useStore(session.store, state =>
    state.phase === 'signed_in' ? state.member.email : null,
  )
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  // Whoever is signed in as the invited person has proven it.
  const proven = signedInAs !== null && signedInAs.toLowerCase() === offer.email.toLowerCase()

  if (way.owed !== null) {
    return <OwedStep owed={way.owed} email={offer.email} onStartOver={way.startOver} onInside={onInside} />
  }
  const weak = way.refusal === null ? null : passwordWords(way.refusal, t)
  const submit = async () => {
    await way.tryWith(() =>
      proven
        ? client.auth.acceptInvite.mutate({ token })
        : door.auth.acceptInvite.mutate({
            token,
            password,
            ...(offer.accountExists ? {} : { name: name.trim() }),
          }),
    )
  }
  return (
    <DoorFrame
      title={t('door.inviteTo', { tenant: offer.tenantName })}
      note={
        <>
          <p>
            {offer.invitedBy === null
              ? t('door.inviteAs', { role: t(`role.${offer.role}`) })
              : t('door.inviteFrom', { name: offer.invitedBy, role: t(`role.${offer.role}`) })}
          </p>
          <p className="mt-1 text-sm text-ink-3">
            {t('door.inviteFor', { email: offer.email, date: format.longDate(offer.expiresAt) })}
          </p>
        </>
      }
    >
      <form
        className="flex flex-col gap-3.5"
        onSubmit={event => {
          event.preventDefault()
          void submit()
        }}
      >
        {/* For password managers, which need to see whose password it is. */}
        <input type="email" autoComplete="username" value={offer.email} readOnly hidden />
        {!proven && offer.accountExists && (
          <TextField
            label={t('signIn.password')}
            note={t('door.invitePassword')}
            type="password"
            autoComplete="current-password"
            required
            autoFocus
            value={password}
            onChange={event => setPassword(event.target.value)}
          />
        )}
        {!proven && !offer.accountExists && (
          <>
            <TextField
              label={t('door.yourName')}
              autoComplete="name"
              required
              autoFocus
              maxLength={120}
              value={name}
              onChange={event => setName(event.target.value)}
            />
            <NewPasswordField value={password} problem={weak} onChange={setPassword} />
          </>
        )}
        {way.refusal !== null && weak === null && (
          <Problem>
            {way.refusal.code === 'auth.invalid'
              ? t('confirm.passwordWrong')
              : way.refusal.code === 'token.invalid'
                ? t('door.inviteOver')
                : words(way.refusal.code)}
          </Problem>
        )}
        <Button type="submit" variant="primary" disabled={way.busy} className="mt-1 h-[2.125rem]">
          {way.busy ? t('signIn.busy') : t('door.join', { tenant: offer.tenantName })}
        </Button>
      </form>
    </DoorFrame>
  )
}
