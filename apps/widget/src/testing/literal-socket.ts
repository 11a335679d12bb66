import type { SocketLike } from '../socket.ts'

/**
 * A WebSocket made of literal frames: a test says what the server sends and reads what was sent to it, character by
 * character. It knows nothing of the protocol, so it cannot agree with a mistake in it.
 */
export interface LiteralSocket extends SocketLike {
  readonly address: string
  readonly sent: string[]
  readonly closed: () => boolean
  readonly receive: (frame: unknown) => void
  readonly break: () => void
}

export function createLiteralSocket(address: string): LiteralSocket {
  let closed = false
  const socket: LiteralSocket = {
    address,
    sent: [],
    onmessage: null,
    onclose: null,
    send: data => void socket.sent.push(data),
    close() {
      closed = true
    },
    closed: () => closed,
    receive: frame => socket.onmessage?.({ data: frame } as MessageEvent<unknown>),
    break() {
      closed = true
      socket.onclose?.({} as CloseEvent)
    },
  }
  return socket
}

/** The frames with which a Socket.io 4 server lets a client into `/webchat`. */
export function letIn(socket: LiteralSocket): void {
  socket.receive(
    '0{"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}',
  )
  socket.receive('40/webchat,{"sid":"wZX3oN0bSVIhsaknAAAI"}')
}
