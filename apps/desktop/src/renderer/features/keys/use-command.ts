import { useEffect, useRef } from 'react'
import { useCommandStore } from './command.store.ts'
import type { Command } from './keymap.ts'

/** Offers a command while the component is on screen and `run` is not null. */
export function useCommand(command: Command, run: (() => void) | null): void {
  const latest = useRef(run)
  latest.current = run
  const offered = run !== null
  useEffect(() => {
    if (!offered) return
    return useCommandStore.getState().offer(command, () => latest.current?.())
  }, [command, offered])
}
