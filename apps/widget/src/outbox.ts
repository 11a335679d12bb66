import { backoff } from './backoff.ts'
import type { Store } from './storage.ts'
import type { PostAnswer } from './transport.ts'

/** Why the channel will not take a message; the words for it are in the strings. */
export type Refusal = 'too_long' | 'unreadable' | 'closed' | 'full' | 'refused'

export type OutgoingState =
  | { readonly kind: 'queued'; readonly notBefore: number }
  | { readonly kind: 'sending' }
  /** The channel has it; kept in sight until the thread shows it. */
  | { readonly kind: 'accepted' }
  | { readonly kind: 'failed'; readonly refusal: Refusal }

/** A message on its way. `messageId` never changes: it is what makes repeating safe. */
export interface Outgoing {
  readonly messageId: string
  readonly text: string
  /** Milliseconds since the epoch; strictly rising within an outbox, so it is also the order. */
  readonly writtenAt: number
  readonly attempts: number
  readonly state: OutgoingState
}

export type Outbox = readonly Outgoing[]

export type Step =
  | { readonly kind: 'send'; readonly message: Outgoing }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'idle' }

export function addMessage(outbox: Outbox, messageId: string, text: string, now: number): Outbox {
  const writtenAt = Math.max(now, (outbox.at(-1)?.writtenAt ?? 0) + 1)
  return [...outbox, { messageId, text, writtenAt, attempts: 0, state: { kind: 'queued', notBefore: 0 } }]
}

/**
 * One message at a time and in the order written: a later one waits for the repeat of an earlier one, so that the shop
 * reads them as the customer wrote them. A failed one does not hold up the rest.
 */
export function chooseStep(outbox: Outbox, now: number): Step {
  if (outbox.some(message => message.state.kind === 'sending')) return { kind: 'idle' }
  for (const message of outbox) {
    if (message.state.kind !== 'queued') continue
    const ms = message.state.notBefore - now
    return ms > 0 ? { kind: 'wait', ms } : { kind: 'send', message }
  }
  return { kind: 'idle' }
}

export function markSending(outbox: Outbox, messageId: string): Outbox {
  return change(outbox, messageId, message => ({
    ...message,
    attempts: message.attempts + 1,
    state: { kind: 'sending' },
  }))
}

/** What an answer does to the message it belongs to. Only a message that is being sent can be answered. */
export function applyAnswer(
  outbox: Outbox,
  messageId: string,
  answer: PostAnswer,
  now: number,
  random: number,
): Outbox {
  return change(outbox, messageId, message => {
    if (message.state.kind !== 'sending') return message
    switch (answer.kind) {
      case 'accepted':
        return { ...message, state: { kind: 'accepted' } }
      case 'refused':
        return { ...message, state: { kind: 'failed', refusal: nameRefusal(answer.status, answer.code) } }
      case 'unavailable': {
        const wait = Math.max(backoff(message.attempts - 1, random), answer.retryAfterMs ?? 0)
        return { ...message, state: { kind: 'queued', notBefore: now + wait } }
      }
      default:
        return answer satisfies never
    }
  })
}

/** Queued messages stop waiting: the network came back, or the customer looks again. */
export function wakeQueued(outbox: Outbox): Outbox {
  return outbox.map(message =>
    message.state.kind === 'queued' && message.state.notBefore > 0
      ? { ...message, state: { kind: 'queued', notBefore: 0 } }
      : message,
  )
}

/** A failed message goes to the end of the queue with the same `messageId`: whatever came after it may be sent already. */
export function retryFailed(outbox: Outbox, messageId: string, now: number): Outbox {
  const failed = outbox.find(message => message.messageId === messageId && message.state.kind === 'failed')
  if (!failed) return outbox
  const others = outbox.filter(message => message !== failed)
  const writtenAt = Math.max(now, (others.at(-1)?.writtenAt ?? 0) + 1)
  return [...others, { ...failed, writtenAt, attempts: 0, state: { kind: 'queued', notBefore: 0 } }]
}

/** Only a failed message can be thrown away: any other may have reached the shop already. */
export function discardFailed(outbox: Outbox, messageId: string): Outbox {
  return outbox.filter(message => message.messageId !== messageId || message.state.kind !== 'failed')
}

/**
 * Drops the messages the thread shows. It counts for a message in any state: an answer that was lost on its way back
 * leaves a queued message that the shop has.
 */
export function confirmShown(outbox: Outbox, shown: ReadonlySet<string>): Outbox {
  return outbox.some(message => shown.has(message.messageId))
    ? outbox.filter(message => !shown.has(message.messageId))
    : outbox
}

function nameRefusal(status: number, code: string): Refusal {
  if (status === 413) return 'too_long'
  if (code === 'channel.session_full') return 'full'
  if (status === 400 || status === 415) return 'unreadable'
  if (status === 404 || status === 403 || status === 410) return 'closed'
  return 'refused'
}

function change(outbox: Outbox, messageId: string, next: (message: Outgoing) => Outgoing): Outbox {
  return outbox.map(message => (message.messageId === messageId ? next(message) : message))
}

const place = 'outbox.'

/** One stored value a message, not one list: two tabs of a shop then never overwrite each other's queue. */
export function saveChanges(store: Store, before: Outbox, after: Outbox): void {
  const kept = new Set<string>()
  for (const message of after) {
    if (message.state.kind === 'accepted') continue
    kept.add(message.messageId)
    const value = describe(message)
    const old = before.find(other => other.messageId === message.messageId)
    if (!old || describe(old) !== value) store.set(place + message.messageId, value)
  }
  for (const message of before) if (!kept.has(message.messageId)) store.remove(place + message.messageId)
}

/** Messages that were not known to have arrived when the last page closed. Damaged entries are removed. */
export function loadOutbox(store: Store): Outbox {
  const found: Outgoing[] = []
  for (const name of store.names(place)) {
    const message = parseStored(name.slice(place.length), store.get(name))
    if (message) found.push(message)
    else store.remove(name)
  }
  return found.sort((a, b) => a.writtenAt - b.writtenAt)
}

function describe({ text, writtenAt, state }: Outgoing): string {
  return JSON.stringify({ text, writtenAt, refusal: state.kind === 'failed' ? state.refusal : undefined })
}

const refusals: readonly string[] = [
  'too_long',
  'unreadable',
  'closed',
  'full',
  'refused',
] satisfies Refusal[]

function parseStored(messageId: string, value: string | null): Outgoing | null {
  try {
    const { text, writtenAt, refusal } = JSON.parse(value ?? '')
    if (typeof text !== 'string' || typeof writtenAt !== 'number') return null
    const state: OutgoingState = refusals.includes(refusal)
      ? { kind: 'failed', refusal }
      : { kind: 'queued', notBefore: 0 }
    return { messageId, text, writtenAt, attempts: 0, state }
  } catch {
    return null
  }
}
