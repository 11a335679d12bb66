import { onWake } from '../../apps/server/src/db/wake.ts'
import type { EndedRun } from './replay.repo.ts'

export interface RunWatch {
  /** The run that read the conversation up to its customer's message `seq`; null when it has not ended in time. */
  ended(conversationId: string, seq: number): Promise<EndedRun | null>
  close(): Promise<void>
}

interface Waiting {
  readonly conversationId: string
  readonly seq: number
  readonly until: number
  readonly answer: (run: EndedRun | null) => void
}

/** Longest pause between two looks, milliseconds, should nobody say that something has changed. */
const restMs = 250

/** Waits for the ends of many runs with one look at a time, taken whenever the server's log has grown. */
export function watchRuns(
  list: (conversationIds: readonly string[]) => Promise<readonly EndedRun[]>,
  timeoutMs: number,
): RunWatch {
  const waiting = new Set<Waiting>()
  let closed = false
  let changed = false
  let interrupt = () => {}
  const nudge = () => {
    changed = true
    interrupt()
  }
  const stop = onWake('sync', nudge)
  const rest = () =>
    new Promise<void>(resolve => {
      if (changed || closed) return resolve()
      const timer = setTimeout(resolve, restMs)
      interrupt = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const look = async () => {
    const runs = await list([...new Set([...waiting].map(one => one.conversationId))])
    for (const one of waiting) {
      const run = runs.find(
        ({ conversationId, customerSeq }) => conversationId === one.conversationId && customerSeq >= one.seq,
      )
      if (run === undefined && performance.now() < one.until) continue
      waiting.delete(one)
      one.answer(run ?? null)
    }
  }
  const loop = async () => {
    while (!closed) {
      changed = false
      if (waiting.size > 0) await look()
      await rest()
    }
  }
  const running = loop()
  // Told to everyone who waits, and at closing; in between there may be nobody to hear it.
  running.catch(() => {})
  return {
    async ended(conversationId, seq) {
      const ended = new Promise<EndedRun | null>(answer =>
        waiting.add({ conversationId, seq, until: performance.now() + timeoutMs, answer }),
      )
      nudge()
      // A look that fails ends the watch, and with it everyone who waits.
      return Promise.race([ended, running.then(() => null)])
    },
    async close() {
      closed = true
      stop()
      interrupt()
      await running
    },
  }
}
