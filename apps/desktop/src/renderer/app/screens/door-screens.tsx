import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import {
  ConfirmEmailPanel,
  ForgottenPasswordPanel,
  InvitePanel,
  ResetPasswordForm,
  SignUpPanel,
  VerifyEmailPanel,
} from '../../features/identity/index.ts'
import { useConsole } from '../console-context.tsx'

function useToInbox(): () => void {
  const navigate = useNavigate()
  return () => void navigate({ to: '/inbox', search: {}, replace: true })
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
