import type { ErrorCode } from '@countersign/shared/kernel/app-error'
import { z } from 'zod'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { action } from './action.ts'

const keptAction = z.object({
  id: z.string(),
  action,
  customerName: z.string(),
  /** When the person acted, ISO. */
  at: z.string(),
})
export type KeptAction = z.infer<typeof keptAction>

const voidedAction = z.object({ ...keptAction.shape, code: z.string() })
/** A kept action the server refused when it was finally told: the world had moved on. */
export type VoidedAction = Omit<z.infer<typeof voidedAction>, 'code'> & { readonly code: ErrorCode }

const stored = z.object({ waiting: z.array(keptAction), voided: z.array(voidedAction) })

export interface KeptActionState {
  /** Oldest first: the order in which the person acted is the order in which the server is told. */
  readonly waiting: readonly KeptAction[]
  readonly voided: readonly VoidedAction[]
  keep(kept: KeptAction): void
  done(id: string): void
  void(id: string, code: ErrorCode): void
  dismiss(id: string): void
}

export type KeptActionStore = StoreApi<KeptActionState>

/** The part of Web Storage that is needed. */
export interface TextStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/**
 * Actions that wait for the server, kept per member so that a colleague who signs in on the same machine neither sends nor
 * sees them. Unreadable storage starts empty rather than stopping the console.
 */
export function createKeptActionStore(storage: TextStorage, memberId: string): KeptActionStore {
  const key = `countersign.kept.${memberId}`
  const load = () => {
    try {
      const parsed = stored.safeParse(JSON.parse(storage.getItem(key) ?? '{}'))
      return parsed.success ? parsed.data : { waiting: [], voided: [] }
    } catch {
      return { waiting: [], voided: [] }
    }
  }
  const first = load()
  const store = createStore<KeptActionState>((set, get) => ({
    waiting: first.waiting,
    voided: first.voided as VoidedAction[],
    keep: kept => {
      if (get().waiting.some(other => other.id === kept.id)) return
      set(state => ({ waiting: [...state.waiting, kept] }))
    },
    done: id => set(state => ({ waiting: state.waiting.filter(kept => kept.id !== id) })),
    void: (id, code) =>
      set(state => {
        const kept = state.waiting.find(other => other.id === id)
        if (kept === undefined) return state
        return {
          waiting: state.waiting.filter(other => other.id !== id),
          voided: [...state.voided, { ...kept, code }],
        }
      }),
    dismiss: id => set(state => ({ voided: state.voided.filter(kept => kept.id !== id) })),
  }))
  store.subscribe(({ waiting, voided }) => {
    if (waiting.length === 0 && voided.length === 0) storage.removeItem(key)
    else storage.setItem(key, JSON.stringify({ waiting, voided }))
  })
  return store
}
