import { oidcOutcomes } from '@countersign/shared/identity/oidc.contract'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import {
  ConfirmEmailPanel,
  ForgottenPasswordPanel,
  InvitePanel,
  ResetPasswordForm,
  SignInPanel,
  SignUpPanel,
  VerifyEmailPanel,
} from '../../features/identity/index.ts'
import { useConsole } from '../console-context.tsx'

function useToInbox(): () => void {
  const navigate = useNavigate()
  return () => void navigate({ to: '/inbox', search: {}, replace: true })
}

const signInRoute = getRouteApi('/sign-in')

/** The way in at an address of its own; whoever is in already has no use for it. */
export function SignInScreen() {
  const { session } = useConsole()
  const { oidc, code } = signInRoute.useSearch()
  const navigate = useNavigate()
  const inside = useStore(session.store, state => state.phase === 'signed_in')
  const outcome = oidcOutcomes.find(one => one === oidc)
  // biome-ignore lint/correctness/useExhaustiveDependencies: where to go depends on how one arrived
  useEffect(() => {
    if (!inside) return
    if (outcome === undefined || outcome === 'code') {
      void navigate({ to: '/inbox', search: {}, replace: true })
    } else {
      // A provider was linked, or could not be, from the settings: they say which.
      void navigate({
        to: '/settings',
        search: { page: 'sign-in', oidc: outcome, ...(code === undefined ? {} : { code }) },
        replace: true,
      })
    }
  }, [inside])
  if (inside) return null
  return <SignInPanel oidc={outcome === undefined ? null : { outcome, code: code ?? null }} />
}

/** Also left by whoever has got in meanwhile, by the link of the mail in another window. */
export function SignUpScreen() {
  const { session } = useConsole()
  const toInbox = useToInbox()
  const inside = useStore(session.store, state => state.phase === 'signed_in')
  // biome-ignore lint/correctness/useExhaustiveDependencies: only who is in matters
  useEffect(() => {
    if (inside) toInbox()
  }, [inside])
  return inside ? null : <SignUpPanel onInside={toInbox} />
}

const verifyRoute = getRouteApi('/verify-email')
export function VerifyEmailScreen() {
  const { token } = verifyRoute.useSearch()
  return <VerifyEmailPanel token={token ?? null} onInside={useToInbox()} />
}

export function ForgottenPasswordScreen() {
  return <ForgottenPasswordPanel />
}

const resetRoute = getRouteApi('/reset-password')
export function ResetPasswordScreen() {
  const { token } = resetRoute.useSearch()
  return token === undefined ? <ForgottenPasswordPanel /> : <ResetPasswordForm token={token} email="" />
}

const confirmRoute = getRouteApi('/confirm-email')
export function ConfirmEmailScreen() {
  const { token } = confirmRoute.useSearch()
  return <ConfirmEmailPanel token={token ?? null} />
}

const inviteRoute = getRouteApi('/invite')
export function InviteScreen() {
  const { token } = inviteRoute.useSearch()
  return <InvitePanel token={token ?? null} onInside={useToInbox()} />
}
