import type { Clock } from '../clock.ts'

export interface ManualClock extends Clock {
  /** Moves time on and runs what falls due, in order; what those start runs too when it is due within the same span. */
  readonly advance: (ms: number) => Promise<void>
  readonly pending: () => number
}

/** Time that stands still until it is told to move. */
export function createManualClock(start = 1_750_000_000_000): ManualClock {
  let now = start
  let timers: { at: number; run: () => void }[] = []

  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter(other => other !== timer)
      }
    },
    async advance(ms) {
      const end = now + ms
      for (;;) {
        await settle()
        const next = timers.filter(timer => timer.at <= end).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        timers = timers.filter(other => other !== next)
        now = Math.max(now, next.at)
        next.run()
      }
      now = end
    },
    pending: () => timers.length,
  }
}

/** Lets promises that are already resolved run their continuations. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve()
}
