import type { DesktopBridge } from '@countersign/shared/desktop/ipc.contract'
import type { SyncEvent } from '@countersign/shared/sync/sync.contract'
import { QueryClient } from '@tanstack/react-query'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Action, sendAction } from './action/action.ts'
import { createKeptActionStore, type KeptActionStore, type TextStorage } from './action/kept-action.store.ts'
import { type Performed, performAction } from './action/perform-action.ts'
import { replayActions } from './action/replay-actions.ts'
import { type ConnectionStore, createConnectionStore } from './connection.store.ts'
import { createDraftStreamStore, type DraftStreamStore } from './draft-stream.store.ts'
import { readRefusal } from './refusal.ts'
import { createSession, type Exclusive, type Session } from './session.ts'
import type { SocketListener } from './socket.ts'
import { eventKeys, keysOf } from './sync/event-keys.ts'
import { createInvalidateSoon } from './sync/invalidate-soon.ts'
import { createSyncEngine } from './sync/sync-engine.ts'
import {
  type Api,
  type ApiClient,
  createApi,
  createApiClient,
  createAuthClient,
  fetchWithSession,
} from './trpc.ts'

/** What the console needs from the machine it runs on. */
export interface ConsolePorts {
  /** The server's origin; empty for the page's own. */
  readonly origin: string
  readonly bridge: DesktopBridge | null
  readonly fetch: typeof globalThis.fetch
  readonly storage: TextStorage
  readonly exclusive: Exclusive
  readonly openSocket: (session: Session, listener: SocketListener) => () => void
  readonly language: () => string
  readonly now: () => Date
  readonly newId: () => string
  readonly schedule: (task: () => void, ms: number) => () => void
  readonly isOnline: () => boolean
}

/** Everything behind the screens, made once. */
export interface Console {
  readonly ports: ConsolePorts
  readonly queryClient: QueryClient
  readonly client: ApiClient
  /** For the ways in: sends no token, and a refusal ends no session. */
  readonly door: ApiClient
  readonly api: Api
  readonly session: Session
  readonly connection: ConnectionStore
  readonly draftStream: DraftStreamStore
  /** The signed-in member's kept actions; replaced when another member signs in. */
  readonly kept: StoreApi<{ readonly store: KeptActionStore }>
  perform(action: Action, customerName: string): Promise<Performed>
  /**
   * Opens the socket and keeps cached data true until the returned function is called.
   * @param hears false for whoever may read no conversation: the server tells them nothing, so nothing is asked of it
   */
  goLive(memberId: string, hears: boolean): () => void
  /** Asks again for what is missing, now. */
  reconnect(): void
  /** Hears what the log says as it is applied. Answers the way to stop. */
  onEvents(listener: (events: readonly SyncEvent[]) => void): () => void
}

/** How long the socket may be gone before the server is asked directly whether it is there. */
const probeAfterMs = 2_500
/** While the socket stays away but the server answers, how often to ask it what is new. */
const pollMs = 5_000
/** How long the last words of a draft may stay without the stored suggestion that should replace them. */
const orphanDraftMs = 10_000

export function createConsole(ports: ConsolePorts): Console {
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: {
        // Events say when something is out of date; time alone does not.
        staleTime: 60_000,
        gcTime: 30 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // The screen has its own offline state; a paused query would look like one that never ends.
        networkMode: 'always',
        retry: (failures, error) => readRefusal(error).code === 'server.unavailable' && failures < 2,
      },
    },
  })
  const door = createAuthClient(ports.origin, ports.fetch, ports.language)
  const session = createSession(door, ports.bridge?.refreshToken ?? null, ports.exclusive)
  const client = createApiClient(ports.origin, fetchWithSession(session, ports.fetch, ports.language))
  const api = createApi(client, queryClient)
  const connection = createConnectionStore()
  const draftStream = createDraftStreamStore()
  const kept = createStore(() => ({ store: createKeptActionStore(ports.storage, 'nobody') }))
  let reconnect = () => {}
  const listeners = new Set<(events: readonly SyncEvent[]) => void>()

  const perform: Console['perform'] = (action, customerName) => {
    const state = session.store.getState()
    const member = state.phase === 'signed_in' ? state.member : { id: '', name: '' }
    const members = queryClient.getQueryData(api.team.list.queryKey())?.members ?? []
    return performAction(
      {
        client,
        api,
        queryClient,
        kept: kept.getState().store,
        newId: ports.newId,
        isOffline: () => connection.getState().phase === 'offline' || !ports.isOnline(),
        acting: () => ({
          member: { id: member.id, name: member.name },
          team: new Map(members.map(other => [other.memberId, other.name])),
          at: ports.now().toISOString(),
        }),
      },
      action,
      customerName,
    )
  }

  const goLive: Console['goLive'] = (memberId, hears) => {
    if (!hears) {
      connection.setState({ phase: 'live', ready: false })
      return () => queryClient.clear()
    }
    const invalidate = createInvalidateSoon(queryClient, ports.schedule)
    const keptStore = createKeptActionStore(ports.storage, memberId)
    kept.setState({ store: keptStore })
    connection.setState({ phase: 'connecting', ready: false })
    let socketUp = false
    let cancelProbe: (() => void) | null = null
    let replaying = false

    // A socket that is down proves little: some networks block it while the server is there. A pull decides.
    const probeIn = (ms: number) => {
      cancelProbe?.()
      cancelProbe = ports.schedule(() => {
        if (!socketUp) engine.connected()
      }, ms)
    }
    const replay = () => {
      if (replaying || keptStore.getState().waiting.length === 0) return
      replaying = true
      void replayActions(keptStore, { send: action => sendAction(client, action), read: readRefusal }).then(
        result => {
          replaying = false
          void queryClient.invalidateQueries()
          // A busy server is asked again later; a lost one will announce itself by reconnecting.
          if (result.stopped && socketUp) ports.schedule(replay, 5_000)
        },
      )
    }
    const engine = createSyncEngine({
      pull: (cursor, limit) => client.sync.pull.query({ cursor, limit }),
      apply(events) {
        if (events.some(event => !Object.hasOwn(eventKeys, event.type))) {
          // A newer server speaks of things this console does not know: everything may have changed.
          void queryClient.invalidateQueries()
          return
        }
        invalidate(keysOf(events))
        for (const listener of listeners) listener(events)
        for (const event of events) {
          if (event.conversationId === null) continue
          if (event.type === 'suggestion.created' || event.type === 'suggestion.updated') {
            draftStream.getState().forget(event.conversationId)
          }
        }
      },
      reset: () => void queryClient.invalidateQueries(),
      caughtUp() {
        connection.setState({ phase: socketUp ? 'live' : 'connecting', ready: true })
        void queryClient.refetchQueries({ predicate: query => query.state.status === 'error' })
        replay()
        if (!socketUp) probeIn(pollMs)
      },
      failed(error) {
        if (!socketUp && readRefusal(error).code === 'network') connection.setState({ phase: 'offline' })
      },
      schedule: ports.schedule,
    })
    const close = ports.openSocket(session, {
      up() {
        socketUp = true
        cancelProbe?.()
        engine.connected()
      },
      down() {
        socketUp = false
        draftStream.getState().forgetAll()
        if (connection.getState().phase !== 'live') return
        connection.setState({ phase: 'connecting' })
        probeIn(probeAfterMs)
      },
      sync: engine.announced,
      draft(draft) {
        draftStream.getState().announced(draft)
        if (draft.done)
          ports.schedule(() => draftStream.getState().forget(draft.conversationId), orphanDraftMs)
      },
      unrecognised: () => engine.connected(),
    })
    // The head of the log first, then the lists: what changes after this moment arrives as an event.
    engine.connected()
    reconnect = engine.connected

    return () => {
      engine.stop()
      close()
      cancelProbe?.()
      reconnect = () => {}
      draftStream.getState().forgetAll()
      queryClient.clear()
    }
  }

  return {
    ports,
    queryClient,
    client,
    door,
    api,
    session,
    connection,
    draftStream,
    kept,
    perform,
    goLive,
    reconnect: () => reconnect(),
    onEvents(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
