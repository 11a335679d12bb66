import type { Store } from './storage.ts'

/** Fills an array with random bytes, as `crypto.getRandomValues` does. */
export type RandomBytes = (length: number) => Uint8Array

/** 128 random bits as 32 hex digits: the shape of both the session's secret and a message's id. */
export function newSecret(randomBytes: RandomBytes): string {
  return Array.from(randomBytes(16), byte => byte.toString(16).padStart(2, '0')).join('')
}

/** The customer's secret for this channel, when this browser has written before. */
export function findSession(store: Store): string | null {
  const found = store.get('session')
  return found && /^[0-9a-f]{32}$/.test(found) ? found : null
}

/**
 * The session that is there, or a new one. Made with the first message and not with the first page view: someone who
 * never writes gets no identifier.
 */
export function startSession(store: Store, randomBytes: RandomBytes): string {
  const found = findSession(store)
  if (found) return found
  const made = newSecret(randomBytes)
  store.set('session', made)
  // Read again: two tabs that start at once both go on with what is stored.
  return findSession(store) ?? made
}
