import { oidcOutcomes } from '@countersign/shared/identity/oidc.contract'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { SignInPanel } from '../../features/identity/index.ts'
import { useConsole } from '../console-context.tsx'

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
