import { assertNever } from '@countersign/shared/kernel/assert-never'
import type { SyncAnnouncement, SyncEvent, SyncPage } from '@countersign/shared/sync/sync.contract'
import { nextSync, pullLimit, type SyncEffect, type SyncInput, syncStart } from './sync.machine.ts'

export interface SyncPorts {
  pull(cursor: string | null, limit: number): Promise<SyncPage>
  apply(events: readonly SyncEvent[]): void
  reset(): void
  /** Called each time nothing is known to be missing. */
  caughtUp(): void
  /** Called when a page could not be fetched; a later `connected` or the scheduled retry tries again. */
  failed(error: unknown): void
  /** Runs `task` after `ms`; answers the way to cancel. */
  schedule(task: () => void, ms: number): () => void
}

export interface SyncEngine {
  /** The socket is up, or the page has just begun: find out what was missed. */
  connected(): void
  announced(announcement: SyncAnnouncement): void
  stop(): void
}

const firstRetryMs = 500
const lastRetryMs = 15_000

/** Performs what `nextSync` decides. One page is in flight at a time; retries wait longer each time, up to 15 s. */
export function createSyncEngine(ports: SyncPorts): SyncEngine {
  let state = syncStart
  let stopped = false
  let wait = firstRetryMs
  let cancelRetry: (() => void) | null = null

  const feed = (input: SyncInput) => {
    if (stopped) return
    const step = nextSync(state, input)
    state = step.state
    for (const effect of step.effects) perform(effect)
  }

  const perform = (effect: SyncEffect) => {
    switch (effect.kind) {
      case 'pull':
        cancelRetry?.()
        cancelRetry = null
        ports.pull(effect.cursor, pullLimit).then(
          page => {
            wait = firstRetryMs
            feed({ kind: 'pulled', page })
          },
          error => {
            if (stopped) return
            ports.failed(error)
            feed({ kind: 'pull_failed' })
          },
        )
        return
      case 'apply':
        return ports.apply(effect.events)
      case 'reset':
        return ports.reset()
      case 'caught_up':
        return ports.caughtUp()
      case 'retry':
        cancelRetry = ports.schedule(() => feed({ kind: 'connected' }), wait)
        wait = Math.min(wait * 2, lastRetryMs)
        return
      default:
        return assertNever(effect)
    }
  }

  return {
    connected: () => feed({ kind: 'connected' }),
    announced: announcement => feed({ kind: 'announced', announcement }),
    stop() {
      stopped = true
      cancelRetry?.()
    },
  }
}
