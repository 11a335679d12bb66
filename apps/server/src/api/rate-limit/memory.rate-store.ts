import type { RateStore } from './rate-store.port.ts'
import { type RateWindow, takeFromWindow } from './sliding-window.policy.ts'

/** Keys kept at most: whoever comes from ever new addresses pushes out the oldest, not the memory's end. */
const mostKeys = 100_000

/** Counts in this process alone. */
export function makeMemoryRateStore(): RateStore {
  let windows = new Map<string, { readonly window: RateWindow; readonly endsAt: number }>()
  let sweepAt = 0
  const sweep = (now: number, windowMs: number) => {
    if (now < sweepAt && windows.size < mostKeys) return
    sweepAt = now + windowMs
    const live = [...windows].filter(([, kept]) => kept.endsAt > now)
    windows = new Map(live.slice(-mostKeys / 2))
  }
  return {
    async take(key, limit, cost, now) {
      sweep(now, limit.windowMs)
      const taken = takeFromWindow(windows.get(key)?.window ?? null, limit, cost, now)
      // Taken out first, so that the map stays in the order keys were last used in.
      windows.delete(key)
      windows.set(key, { window: taken.window, endsAt: taken.window.startedAt + 2 * limit.windowMs })
      return taken
    },
  }
}
