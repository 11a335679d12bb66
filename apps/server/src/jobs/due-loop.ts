import { onWake, type WakeTopic } from '../db/wake.ts'
import type { Log } from '../telemetry/log.ts'

/** Something that looks for rows that have fallen due and deals with them. */
export interface DueWork {
  readonly name: string
  readonly topic: WakeTopic
  /** Longest pause between two looks, milliseconds: what an unheard wake-up costs at most. */
  readonly restMs: number
  /** Deals with what is due now; returns how much there was, and when more falls due if that is known. */
  readonly run: (signal: AbortSignal) => Promise<{ done: number; nextAt: Date | null }>
}

export interface DueLoop {
  /** Lets the running pass end, then stops. */
  close(): Promise<void>
}

/** Runs a piece of due work for as long as the process lives: at every wake-up, when something falls due, and at rest. */
export function startDueLoop(work: DueWork, log: Log): DueLoop {
  const stopping = new AbortController()
  let woken = false
  let interrupt = () => {}
  const stop = onWake(work.topic, () => {
    woken = true
    interrupt()
  })
  const rest = (ms: number) =>
    new Promise<void>(resolve => {
      if (woken || stopping.signal.aborted) return resolve()
      const timer = setTimeout(resolve, ms)
      interrupt = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const loop = async () => {
    while (!stopping.signal.aborted) {
      woken = false
      let pause = work.restMs
      try {
        const { done, nextAt } = await work.run(stopping.signal)
        if (done > 0) continue
        if (nextAt !== null) pause = Math.min(pause, Math.max(1, nextAt.getTime() - Date.now()))
      } catch (error) {
        if (!stopping.signal.aborted) log.error({ err: error, loop: work.name }, 'due work failed')
      }
      await rest(pause)
    }
  }
  const running = loop()
  return {
    async close() {
      stop()
      stopping.abort()
      interrupt()
      await running
    },
  }
}
