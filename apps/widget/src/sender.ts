import type { Clock } from './clock.ts'
import {
  addMessage,
  applyAnswer,
  chooseStep,
  confirmShown,
  discardFailed,
  loadOutbox,
  markSending,
  type Outbox,
  retryFailed,
  saveChanges,
  wakeQueued,
} from './outbox.ts'
import type { Store } from './storage.ts'
import type { PostAnswer } from './transport.ts'

export interface SenderPorts {
  readonly store: Store
  readonly clock: Clock
  /** A number in [0, 1). */
  readonly random: () => number
  readonly newMessageId: () => string
  /** Never rejects. */
  readonly post: (messageId: string, text: string) => Promise<PostAnswer>
  readonly onChange: (outbox: Outbox) => void
  readonly onAnswer: (answer: PostAnswer) => void
}

export interface Sender {
  readonly outbox: () => Outbox
  /** Stored before the first try, so a page that dies in between still sends it when it comes back. */
  readonly write: (text: string) => void
  readonly retry: (messageId: string) => void
  readonly discard: (messageId: string) => void
  readonly confirm: (shown: ReadonlySet<string>) => void
  /** Tries at once whatever is waiting for its next try. */
  readonly wake: () => void
  readonly stop: () => void
}

/** Performs what the outbox decides: stores, posts, waits and repeats. Takes up what an earlier page left behind. */
export function createSender(ports: SenderPorts): Sender {
  const { store, clock, random } = ports
  let outbox = loadOutbox(store)
  let cancelWait = () => {}
  let stopped = false

  function update(next: Outbox): void {
    if (next === outbox) return
    saveChanges(store, outbox, next)
    outbox = next
    ports.onChange(outbox)
  }

  function pump(): void {
    cancelWait()
    if (stopped) return
    const step = chooseStep(outbox, clock.now())
    switch (step.kind) {
      case 'idle':
        return
      case 'wait':
        cancelWait = clock.after(step.ms, pump)
        return
      case 'send': {
        const { messageId, text } = step.message
        update(markSending(outbox, messageId))
        void ports.post(messageId, text).then(answer => {
          if (stopped) return
          update(applyAnswer(outbox, messageId, answer, clock.now(), random()))
          ports.onAnswer(answer)
          pump()
        })
        return
      }
      default:
        step satisfies never
    }
  }

  function act(next: Outbox): void {
    update(next)
    pump()
  }

  return {
    outbox: () => outbox,
    write: text => act(addMessage(outbox, ports.newMessageId(), text, clock.now())),
    retry: messageId => act(retryFailed(outbox, messageId, clock.now())),
    discard: messageId => act(discardFailed(outbox, messageId)),
    confirm: shown => act(confirmShown(outbox, shown)),
    wake: () => act(wakeQueued(outbox)),
    stop() {
      stopped = true
      cancelWait()
    },
  }
}
