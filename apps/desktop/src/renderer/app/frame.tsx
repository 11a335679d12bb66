import { Outlet, useMatches } from '@tanstack/react-router'
import { useStore } from 'zustand'
import { SignInPanel, useProviderReturns } from '../features/identity/index.ts'
import { useConsole } from './console-context.tsx'
import { Shell } from './shell.tsx'

/**
 * Around every screen: nothing for the open ones, the console for whoever is signed in. For everyone else the way in, at the address
 * that was asked for, so that it shows once they are in.
 */
export function Frame() {
  const { session } = useConsole()
  useProviderReturns()
  const inside = useStore(session.store, state => state.phase === 'signed_in')
  const open = useMatches({ select: matches => matches.some(match => match.staticData.open === true) })
  if (open) return <Outlet />
  return inside ? <Shell /> : <SignInPanel />
}
