/**
 * Socket.io protocol 5 over Engine.io protocol 4, text frames of one namespace, as far as this chat needs it.
 * Source: socket.io.github.io, "The Engine.IO protocol" and "The Socket.IO protocol".
 */
export type Frame =
  | { readonly kind: 'open'; readonly pingInterval: number; readonly pingTimeout: number }
  | { readonly kind: 'ping' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'event'; readonly name: string; readonly payload: unknown }
  /** The namespace refused the handshake: asking again soon will not help. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'ignored' }

const namespace = '/webchat'
const ignored: Frame = { kind: 'ignored' }

export const pong = '3'

export function connectFrame(auth: { channelKey: string; sessionId: string }): string {
  return `40${namespace},${JSON.stringify(auth)}`
}

export function eventFrame(name: string, payload: unknown): string {
  return `42${namespace},${JSON.stringify([name, payload])}`
}

/** Anything this side does not know is ignored: a newer server may say more. */
export function parseFrame(data: unknown): Frame {
  if (typeof data !== 'string') return ignored
  switch (data[0]) {
    case '0': {
      const hello = parseJson(data.slice(1)) as { pingInterval?: unknown; pingTimeout?: unknown } | null
      return {
        kind: 'open',
        pingInterval: Number(hello?.pingInterval) || 25_000,
        pingTimeout: Number(hello?.pingTimeout) || 20_000,
      }
    }
    case '1':
      return { kind: 'closed' }
    case '2':
      return { kind: 'ping' }
    case '4':
      return parsePacket(data.slice(1))
    default:
      return ignored
  }
}

function parsePacket(packet: string): Frame {
  const [, type, place, rest] = /^(\d)(\/[^,]*)?,?(.*)$/s.exec(packet) ?? []
  if (place !== namespace) return ignored
  switch (type) {
    case '0':
      return { kind: 'connected' }
    case '1':
      return { kind: 'closed' }
    case '2': {
      // Digits before the array ask for an acknowledgement, which this namespace's server does not wait for.
      const event = parseJson((rest ?? '').replace(/^\d+/, ''))
      return Array.isArray(event) && typeof event[0] === 'string'
        ? { kind: 'event', name: event[0], payload: event[1] }
        : ignored
    }
    case '4':
      return { kind: 'refused' }
    default:
      return ignored
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
