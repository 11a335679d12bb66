import type { OidcOutcome } from '@countersign/shared/identity/oidc.contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { KeyRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { DoorFrame, doorLink } from './door-frame.tsx'
import { OwedStep } from './owed-step.tsx'
import { useProviderReturn } from './provider-return.store.ts'
import { ServerField } from './server-field.tsx'
import { useWayIn } from './use-way-in.ts'

/** What a sign-in at the provider came to, as its address says. */
export interface OidcReturn {
  readonly outcome: OidcOutcome
  readonly code: string | null
  /** On the desktop; a browser shows its cookie. */
  readonly verifier?: string | null
}

interface SignInPanelProps {
  readonly oidc?: OidcReturn | null
  /** Left out: the screen that was asked for shows by itself. */
  readonly onInside?: () => void
}

/** The way in. Says why it is shown when a session has ended; nothing typed elsewhere is lost meanwhile. */
export function SignInPanel({ oidc = null, onInside }: SignInPanelProps) {
  const { t } = useTranslation()
  const { session, door, ports } = useConsole()
  const because = useStore(session.store, state => (state.phase === 'signed_out' ? state.because : null))
  const words = useRefusalWords()
  const way = useWayIn(onInside)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const methods = useQuery({
    queryKey: ['door', 'methods'],
    queryFn: () => door.auth.methods.query(),
    staleTime: Number.POSITIVE_INFINITY,
  })

  const code = oidc?.outcome === 'code' ? oidc.code : null
  const { bridge } = ports
  const [returned, setReturned] = useState<OidcOutcome | null>(null)
  const outcome = returned ?? oidc?.outcome ?? null
  // biome-ignore lint/correctness/useExhaustiveDependencies: a code is good once
  useEffect(() => {
    if (code !== null) void way.tryWith(() => door.auth.exchangeOidc.mutate({ code }))
  }, [code])

  // On the desktop the person comes back through the system, not with the page's address.
  const brought = useProviderReturn(state => state.returned)
  const forget = useProviderReturn(state => state.forget)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was brought is used once
  useEffect(() => {
    if (brought === null) return
    const { outcome, code, verifier } = brought
    setReturned(outcome)
    // Kept until the password of that account was given: then it can be linked.
    if (outcome === 'link_needed') return
    forget()
    if (outcome !== 'code' || code === null || verifier === null) return
    void way.tryWith(() => door.auth.exchangeOidc.mutate({ code, verifier }))
  }, [brought])

  if (way.owed !== null) {
    return <OwedStep owed={way.owed} email={email.trim()} onStartOver={way.startOver} onInside={onInside} />
  }
  const submit = () => {
    if (email.trim() === '' || password === '') return
    void way.tryWith(() => door.auth.login.mutate({ email: email.trim(), password }))
  }
  const provider = methods.data?.oidc ?? null
  const problem =
    way.refusal !== null
      ? code === null && way.refusal.code === 'auth.invalid'
        ? t('signIn.wrong')
        : words(way.refusal.code)
      : outcome === null || outcome === 'code' || outcome === 'linked'
        ? null
        : t(`door.oidc.${outcome}`)

  return (
    <DoorFrame
      title={t('signIn.title')}
      note={t(because === 'expired' ? 'signIn.expired' : 'signIn.line')}
      foot={
        <>
          <Link to="/forgotten-password" className={doorLink}>
            {t('door.forgotten')}
          </Link>
          {methods.data?.signUp !== false && (
            <Link to="/sign-up" className={doorLink}>
              {t('door.create')}
            </Link>
          )}
        </>
      }
    >
      <form
        className="flex flex-col gap-3.5"
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <TextField
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={event => setEmail(event.target.value)}
        />
        <TextField
          label={t('signIn.password')}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={event => setPassword(event.target.value)}
        />
        {problem !== null && <Problem>{problem}</Problem>}
        <Button type="submit" variant="primary" disabled={way.busy} className="mt-1 h-[2.125rem]">
          {way.busy ? t('signIn.busy') : t('signIn.submit')}
        </Button>
        {provider !== null && (
          <Button
            icon={<KeyRound aria-hidden="true" />}
            className="h-[2.125rem]"
            onClick={() => {
              if (bridge === null) window.location.assign('/auth/oidc/start')
              else void bridge.provider.signIn().catch(() => setReturned('unavailable'))
            }}
          >
            {t('door.withProvider', { name: provider.name })}
          </Button>
        )}
      </form>
      {ports.bridge !== null && <ServerField bridge={ports.bridge} />}
    </DoorFrame>
  )
}
