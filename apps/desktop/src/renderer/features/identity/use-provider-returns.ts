import { useEffect } from 'react'
import { useConsole } from '../../app/console-context.tsx'
import { useProviderReturn } from './provider-return.store.ts'

/** Hears of everybody who comes back from the provider, for as long as the console runs. Nothing in a browser. */
export function useProviderReturns(): void {
  const { bridge } = useConsole().ports
  const hear = useProviderReturn(state => state.hear)
  useEffect(() => bridge?.provider.onReturn(hear), [bridge, hear])
}
