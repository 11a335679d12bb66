import { create } from 'zustand'
import type { Command } from './keymap.ts'

export interface CommandState {
  /** What the screens on show can do now. Later ones win: a dialog over a list takes its keys. */
  readonly offers: ReadonlyMap<Command, readonly (() => void)[]>
  offer(command: Command, run: () => void): () => void
}

export const useCommandStore = create<CommandState>((set, get) => ({
  offers: new Map(),
  offer(command, run) {
    set({ offers: new Map(get().offers).set(command, [...(get().offers.get(command) ?? []), run]) })
    return () => {
      const rest = (get().offers.get(command) ?? []).filter(other => other !== run)
      const offers = new Map(get().offers)
      if (rest.length === 0) offers.delete(command)
      else offers.set(command, rest)
      set({ offers })
    }
  },
}))

/** Runs the newest offer; false when nothing on screen can do it. */
export function runCommand(command: Command): boolean {
  const run = useCommandStore.getState().offers.get(command)?.at(-1)
  run?.()
  return run !== undefined
}
