/** Things a process waits for: log lines to announce, bursts to settle, replies to deliver, mails to send, time to pass. */
export type WakeTopic = 'sync' | 'suggest' | 'deliver' | 'mail' | 'housekeeping'

type Listener = () => void

const listeners = new Map<WakeTopic, Set<Listener>>()

/**
 * Says that there is work of a kind. A hint, never a message: the work itself is in the database, every listener also
 * looks by itself now and then, and a lost hint costs only time.
 */
export function wake(topic: WakeTopic): void {
  for (const listener of listeners.get(topic) ?? []) listener()
}

/** @returns how to stop listening */
export function onWake(topic: WakeTopic, listener: Listener): () => void {
  const set = listeners.get(topic) ?? new Set()
  listeners.set(topic, set)
  set.add(listener)
  return () => set.delete(listener)
}
