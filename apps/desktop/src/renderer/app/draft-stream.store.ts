import type { DraftAnnouncement } from '@countersign/shared/sync/sync.contract'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** A draft being written, per conversation. It is not stored anywhere yet and may never be. */
export interface DraftStream {
  readonly runId: string
  readonly text: string
}

export interface DraftStreamState {
  readonly streams: Readonly<Record<string, DraftStream>>
  announced(draft: DraftAnnouncement): void
  /** The stored suggestion is there, or the socket fell: the stream says nothing any more. */
  forget(conversationId: string): void
  forgetAll(): void
}

export type DraftStreamStore = StoreApi<DraftStreamState>

export function createDraftStreamStore(): DraftStreamStore {
  return createStore<DraftStreamState>((set, get) => ({
    streams: {},
    announced({ conversationId, runId, text, done }) {
      const before = get().streams[conversationId]
      // Frames of one run can overtake each other on a reconnect; a draft that grows shorter would flicker.
      if (before?.runId === runId && !done && text.length < before.text.length) return
      set(state => ({ streams: { ...state.streams, [conversationId]: { runId, text } } }))
    },
    forget(conversationId) {
      const { [conversationId]: gone, ...streams } = get().streams
      if (gone !== undefined) set({ streams })
    },
    forgetAll: () => set({ streams: {} }),
  }))
}
