import { useSyncExternalStore } from 'react'

const tickMs = 20_000
const listeners = new Set<() => void>()
let current = new Date()
let timer: ReturnType<typeof setInterval> | null = null

/** One timer for every relative time on screen, so that they all turn over together. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    current = new Date()
    for (const notify of listeners) notify()
  }, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
}

/** The time, renewed every 20 seconds. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => {
    // The first reader after a quiet spell must not get a time from before it.
    if (timer === null && Date.now() - current.getTime() > tickMs) current = new Date()
    return current
  })
}
