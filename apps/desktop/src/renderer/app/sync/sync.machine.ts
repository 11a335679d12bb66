import { assertNever } from '@countersign/shared/kernel/assert-never'
import type { SyncAnnouncement, SyncEvent, SyncPage } from '@countersign/shared/sync/sync.contract'

/** Largest page asked for; a full page means there may be more. */
export const pullLimit = 500

export type SyncState =
  /** `cursor` null: nothing has been loaded yet, so there is nothing to catch up with. */
  | { readonly phase: 'idle'; readonly cursor: string | null }
  | { readonly phase: 'live'; readonly cursor: string }
  | {
      readonly phase: 'pulling'
      readonly cursor: string | null
      /** Announcements that arrived while the page was on its way, in order. */
      readonly waiting: readonly SyncAnnouncement[]
      /** Asked to pull again while pulling: the page may have been read before whatever asked. */
      readonly again: boolean
    }

export type SyncInput =
  | { readonly kind: 'connected' }
  | { readonly kind: 'announced'; readonly announcement: SyncAnnouncement }
  | { readonly kind: 'pulled'; readonly page: SyncPage }
  | { readonly kind: 'pull_failed' }

export type SyncEffect =
  | { readonly kind: 'pull'; readonly cursor: string | null }
  | { readonly kind: 'apply'; readonly events: readonly SyncEvent[] }
  /** Everything cached may be wrong. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'retry' }
  | { readonly kind: 'caught_up' }

export interface SyncStep {
  readonly state: SyncState
  readonly effects: readonly SyncEffect[]
}

export const syncStart: SyncState = { phase: 'idle', cursor: null }

/**
 * Cursors are opaque, so the only safe moves are: apply what begins exactly where we stand, ignore what ends there, and
 * pull for anything else. Pulling what was already applied costs one request; missing an event costs the truth.
 */
export function nextSync(state: SyncState, input: SyncInput): SyncStep {
  switch (input.kind) {
    case 'connected':
      return state.phase === 'pulling'
        ? { state: { ...state, again: true }, effects: [] }
        : pull(state.cursor)
    case 'announced':
      return onAnnounced(state, input.announcement)
    case 'pulled':
      return state.phase === 'pulling' ? onPulled(state, input.page) : { state, effects: [] }
    case 'pull_failed':
      return state.phase === 'pulling'
        ? { state: { phase: 'idle', cursor: state.cursor }, effects: [{ kind: 'retry' }] }
        : { state, effects: [] }
    default:
      return assertNever(input)
  }
}

function pull(cursor: string | null, effects: readonly SyncEffect[] = []): SyncStep {
  return {
    state: { phase: 'pulling', cursor, waiting: [], again: false },
    effects: [...effects, { kind: 'pull', cursor }],
  }
}

function onAnnounced(state: SyncState, announcement: SyncAnnouncement): SyncStep {
  switch (state.phase) {
    case 'idle':
      // Before the first page, or after a failed one: the retry will bring this event too.
      return { state, effects: [] }
    case 'pulling':
      return { state: { ...state, waiting: [...state.waiting, announcement] }, effects: [] }
    case 'live':
      if (announcement.from === state.cursor) {
        return {
          state: { phase: 'live', cursor: announcement.to },
          effects: [{ kind: 'apply', events: announcement.events }],
        }
      }
      return announcement.to === state.cursor ? { state, effects: [] } : pull(state.cursor)
    default:
      return assertNever(state)
  }
}

function onPulled(state: Extract<SyncState, { phase: 'pulling' }>, page: SyncPage): SyncStep {
  const effects: SyncEffect[] = []
  if (page.reset) effects.push({ kind: 'reset' })
  else if (page.events.length > 0) effects.push({ kind: 'apply', events: page.events })
  if (state.again || page.events.length >= pullLimit) return pull(page.cursor, effects)

  let cursor = page.cursor
  let unplaced = false
  for (const announcement of state.waiting) {
    if (announcement.from === cursor) {
      effects.push({ kind: 'apply', events: announcement.events })
      cursor = announcement.to
    } else if (announcement.to !== cursor) {
      unplaced = true
    }
  }
  // An announcement that does not fit is either inside the page or past a gap; opaque cursors cannot tell which.
  if (unplaced) return pull(cursor, effects)
  return { state: { phase: 'live', cursor }, effects: [...effects, { kind: 'caught_up' }] }
}
