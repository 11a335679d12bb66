import { backoff } from './backoff.ts'
import type { Clock } from './clock.ts'
import { keepLive, type Live, type SocketLike } from './socket.ts'
import { chooseReceipts, lastSeq, mergePage, type Receipts, type Thread } from './thread.ts'
import type { Transport } from './transport.ts'

export interface FeedPorts {
  readonly origin: string
  readonly channelKey: string
  readonly sessionId: string
  readonly fetchAfter: Transport['fetchAfter']
  readonly openSocket: (address: string) => SocketLike
  readonly clock: Clock
  /** A number in [0, 1). */
  readonly random: () => number
  /** Whether anyone can see the page. */
  readonly isVisible: () => boolean
  readonly isPanelOpen: () => boolean
  readonly onThread: (thread: Thread) => void
  readonly onTyping: (on: boolean) => void
  /** Whether the last sign of the server was good. */
  readonly onReach: (reached: boolean) => void
}

export interface Feed {
  /** Reads what is new now. */
  readonly refresh: () => void
  /** The panel or the page came into sight or went out of it. */
  readonly look: () => void
  /** The network is back. */
  readonly wake: () => void
  /** How far this side has come; said to the server now, or with the next connection. */
  readonly report: (reached: Receipts) => void
  readonly stop: () => void
}

/** Pages at least this long may have been cut short by the server. */
const fullPage = 50
/**
 * How far back a catch-up looks. A reply gets its `seq` when it is approved but is visible only once it is sent; what
 * the customer wrote in between has a higher one, so reading strictly after the last seen could step over it.
 */
const overlap = 20

/**
 * Milliseconds until the next read while nobody announces changes; null when there is nothing to wait for. A live
 * socket announces, and a hidden page reads when it is shown again.
 */
export function choosePollDelay(state: { live: boolean; visible: boolean; open: boolean }): number | null {
  if (state.live || !state.visible) return null
  return state.open ? 5_000 : 30_000
}

/** Keeps the thread current: announcements over the socket, reads over HTTP, polling while there is no socket. */
export function followThread(ports: FeedPorts): Feed {
  const { clock } = ports
  let thread: Thread = []
  let told: Receipts = { delivered: 0, read: 0 }
  let reached: Receipts = told
  let failures = 0
  let reading = false
  /** Read again from here once the read under way is done; null when nothing asked for it. */
  let again: number | null = null
  let cancelPoll = () => {}
  let stopped = false

  async function read(after: number): Promise<void> {
    if (stopped) return
    if (reading) {
      again = Math.min(again ?? after, after)
      return
    }
    reading = true
    cancelPoll()
    const answer = await ports.fetchAfter(ports.sessionId, after)
    reading = false
    if (stopped) return
    if (answer.kind === 'failed') {
      failures++
      ports.onReach(answer.reached)
      plan()
      return
    }
    failures = 0
    if (answer.messages.length > 0) {
      thread = mergePage(thread, answer.messages)
      ports.onThread(thread)
    }
    // After the thread: being back in reach wakes what waits to be sent, and part of it may just have been seen.
    ports.onReach(true)
    const asked = again
    again = null
    const last = answer.messages.at(-1)
    if (answer.messages.length >= fullPage && last && last.seq > after)
      void read(Math.min(asked ?? last.seq, last.seq))
    else if (asked !== null) void read(asked)
    else plan()
  }

  function catchUp(): void {
    void read(Math.max(0, lastSeq(thread) - overlap))
  }

  function plan(): void {
    cancelPoll()
    if (stopped || reading) return
    const visible = ports.isVisible()
    const poll = choosePollDelay({ live: live.isUp(), visible, open: ports.isPanelOpen() })
    const delay = failures > 0 && visible ? Math.max(poll ?? 0, backoff(failures, ports.random())) : poll
    if (delay !== null) cancelPoll = clock.after(delay, () => void read(lastSeq(thread)))
  }

  function tell(): void {
    for (const receipt of chooseReceipts(told, reached)) {
      if (live.emit('receipt', receipt)) told = { ...told, [receipt.status]: receipt.seq }
    }
  }

  function hear(name: string, payload: unknown): void {
    if (name === 'typing') ports.onTyping((payload as { on?: unknown } | null)?.on === true)
    if (name !== 'changed') return
    const seq = Number((payload as { seq?: unknown } | null)?.seq)
    const last = lastSeq(thread)
    void read(Number.isSafeInteger(seq) && seq > 0 ? Math.min(last, seq - 1) : last)
  }

  const live: Live = keepLive({
    origin: ports.origin,
    channelKey: ports.channelKey,
    sessionId: ports.sessionId,
    open: ports.openSocket,
    clock,
    random: ports.random,
    onUp() {
      // A new connection may lead to a server that never heard the last receipts.
      told = { delivered: 0, read: 0 }
      tell()
      ports.onReach(true)
      catchUp()
    },
    onDown() {
      ports.onTyping(false)
      plan()
    },
    onEvent: hear,
  })
  catchUp()

  return {
    refresh: () => void read(lastSeq(thread)),
    look() {
      if (ports.isVisible() && !live.isUp()) {
        live.wake()
        catchUp()
      } else plan()
    },
    wake() {
      live.wake()
      catchUp()
    },
    report(next) {
      reached = next
      tell()
    },
    stop() {
      stopped = true
      cancelPoll()
      live.stop()
    },
  }
}
