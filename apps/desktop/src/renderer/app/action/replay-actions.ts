import { classifyRefusal, type Refusal } from '../refusal.ts'
import type { Action } from './action.ts'
import type { KeptActionStore, VoidedAction } from './kept-action.store.ts'

export interface ReplayPorts {
  send(action: Action): Promise<unknown>
  read(error: unknown): Refusal
}

export interface Replayed {
  readonly sent: number
  readonly voided: readonly VoidedAction[]
  /** True when the queue could not be emptied: the server went away again or is busy. */
  readonly stopped: boolean
}

/**
 * Tells the server what was decided while it could not be reached, oldest first, one at a time. An action leaves the queue only after
 * an answer, so a crash in between repeats it with the same idempotency key.
 */
export async function replayActions(store: KeptActionStore, ports: ReplayPorts): Promise<Replayed> {
  let sent = 0
  const voided: VoidedAction[] = []
  for (;;) {
    const kept = store.getState().waiting[0]
    if (kept === undefined) return { sent, voided, stopped: false }
    try {
      await ports.send(kept.action)
      store.getState().done(kept.id)
      sent += 1
    } catch (error) {
      const { code } = ports.read(error)
      if (code === 'network' || classifyRefusal(code) !== 'final') return { sent, voided, stopped: true }
      store.getState().void(kept.id, code)
      voided.push({ ...kept, code })
    }
  }
}
