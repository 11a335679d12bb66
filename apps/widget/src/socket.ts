import { backoff } from './backoff.ts'
import type { Clock } from './clock.ts'
import { connectFrame, eventFrame, parseFrame, pong } from './frames.ts'

/** As much of the browser's WebSocket as is used. */
export interface SocketLike {
  onmessage: ((event: MessageEvent<unknown>) => void) | null
  onclose: ((event: CloseEvent) => void) | null
  send(data: string): void
  close(): void
}

export interface LivePorts {
  readonly origin: string
  readonly channelKey: string
  readonly sessionId: string
  /** May throw: a page's CSP can forbid the address. */
  readonly open: (address: string) => SocketLike
  readonly clock: Clock
  /** A number in [0, 1). */
  readonly random: () => number
  readonly onUp: () => void
  readonly onDown: () => void
  readonly onEvent: (name: string, payload: unknown) => void
}

export interface Live {
  readonly isUp: () => boolean
  /** False when there is no connection to say it on. */
  readonly emit: (name: string, payload: unknown) => boolean
  /** Connects now if it is waiting for its next try. */
  readonly wake: () => void
  readonly stop: () => void
}

const handshakeLimit = 10_000
const stableAfter = 5_000
const refusedBackoff = 60_000

/** Keeps one connection to the `/webchat` namespace alive, without the HTTP long-polling that usually comes first. */
export function keepLive(ports: LivePorts): Live {
  const { clock } = ports
  const address = `${ports.origin.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`
  let socket: SocketLike | null = null
  let up = false
  let upSince = 0
  let attempt = 0
  let stopped = false
  let cancelTimer = () => {}

  function connect(): void {
    cancelTimer()
    if (stopped) return
    let silence = handshakeLimit
    const fresh = tryOpen()
    if (!fresh) {
      lose(backoff(attempt++, ports.random()))
      return
    }
    socket = fresh

    // A half-open connection (a laptop that slept, a phone that changed networks) never closes by itself; silence
    // longer than the server's ping rhythm does it.
    const listen = () => {
      cancelTimer()
      cancelTimer = clock.after(silence, () => drop(fresh))
    }
    listen()

    fresh.onclose = () => drop(fresh)
    fresh.onmessage = ({ data }) => {
      if (socket !== fresh) return
      const frame = parseFrame(data)
      if (up) listen()
      switch (frame.kind) {
        case 'open':
          silence = frame.pingInterval + frame.pingTimeout
          fresh.send(connectFrame({ channelKey: ports.channelKey, sessionId: ports.sessionId }))
          return
        case 'ping':
          fresh.send(pong)
          return
        case 'connected':
          up = true
          upSince = clock.now()
          listen()
          ports.onUp()
          return
        case 'event':
          ports.onEvent(frame.name, frame.payload)
          return
        case 'refused':
          drop(fresh, refusedBackoff)
          return
        case 'closed':
          drop(fresh)
          return
        case 'ignored':
          return
        default:
          frame satisfies never
      }
    }
  }

  function tryOpen(): SocketLike | null {
    try {
      return ports.open(address)
    } catch {
      return null
    }
  }

  function drop(which: SocketLike, atLeast = 0): void {
    if (socket !== which) return
    // A server that accepts and closes at once must not reset the wait.
    if (up && clock.now() - upSince > stableAfter) attempt = 0
    which.onclose = null
    which.onmessage = null
    which.close()
    lose(Math.max(backoff(attempt++, ports.random()), atLeast))
  }

  function lose(wait: number): void {
    cancelTimer()
    socket = null
    const was = up
    up = false
    if (!stopped) cancelTimer = clock.after(wait, connect)
    if (was) ports.onDown()
  }

  connect()
  return {
    isUp: () => up,
    emit(name, payload) {
      if (!up || !socket) return false
      socket.send(eventFrame(name, payload))
      return true
    },
    wake() {
      if (!socket && !stopped) connect()
    },
    stop() {
      stopped = true
      if (socket) drop(socket)
      cancelTimer()
    },
  }
}
