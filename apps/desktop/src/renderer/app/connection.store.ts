import { createStore, type StoreApi } from 'zustand/vanilla'

/**
 * `connecting`: first load or a short gap. `live`: socket up and caught up. `offline`: the server could not be reached;
 * actions are kept until it can.
 */
export type ConnectionPhase = 'connecting' | 'live' | 'offline'

export interface ConnectionState {
  readonly phase: ConnectionPhase
  /** True once the sync log's head is known: what is fetched after that can be kept true by events. */
  readonly ready: boolean
}

export type ConnectionStore = StoreApi<ConnectionState>

export function createConnectionStore(): ConnectionStore {
  return createStore<ConnectionState>(() => ({ phase: 'connecting', ready: false }))
}
