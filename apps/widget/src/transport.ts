import type { ThreadMessage } from './thread.ts'

export type PostAnswer =
  | { readonly kind: 'accepted'; readonly duplicate: boolean }
  /** Sending the same again would be refused again. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  /** Nobody knows whether it arrived, or it did not yet: repeat. `reached` is false when no server answered. */
  | { readonly kind: 'unavailable'; readonly reached: boolean; readonly retryAfterMs?: number }

export type PageAnswer =
  | { readonly kind: 'page'; readonly messages: readonly ThreadMessage[] }
  | { readonly kind: 'failed'; readonly reached: boolean }

export interface Transport {
  readonly post: (message: { sessionId: string; messageId: string; text: string }) => Promise<PostAnswer>
  /** Messages with `seq` above `after`, oldest first; the server may cut the page short. */
  readonly fetchAfter: (sessionId: string, after: number) => Promise<PageAnswer>
}

const timeLimit = 15_000

/** The channel's two HTTP routes. Neither function rejects: whatever happens on the way is an answer. */
export function createTransport(
  origin: string,
  channelKey: string,
  fetch: typeof globalThis.fetch,
): Transport {
  const address = `${origin}/channels/webchat/${encodeURIComponent(channelKey)}/messages`
  // A redirect cannot be the channel's answer; following one would hand the session's secret to another address.
  const manner = { credentials: 'omit', cache: 'no-store', redirect: 'error' } as const

  return {
    async post(message) {
      try {
        const response = await fetch(address, {
          ...manner,
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(message),
          // Lets the request finish when the customer follows a link right after pressing Enter.
          keepalive: true,
          signal: AbortSignal.timeout(timeLimit),
        })
        return await readPostAnswer(response)
      } catch {
        return { kind: 'unavailable', reached: false }
      }
    },
    async fetchAfter(sessionId, after) {
      try {
        const query = `?sessionId=${encodeURIComponent(sessionId)}&after=${after}`
        const response = await fetch(address + query, { ...manner, signal: AbortSignal.timeout(timeLimit) })
        const messages = response.ok ? parsePage(await response.json()) : null
        return messages ? { kind: 'page', messages } : { kind: 'failed', reached: true }
      } catch {
        return { kind: 'failed', reached: false }
      }
    },
  }
}

/**
 * Only a 202 with the channel's own answer counts as stored: a hotel's sign-in page and a misrouted proxy answer 200.
 */
async function readPostAnswer(response: Response): Promise<PostAnswer> {
  const { status } = response
  const body = await response.json().catch(() => null)
  if (status === 202 && typeof body?.duplicate === 'boolean')
    return { kind: 'accepted', duplicate: body.duplicate }
  const code = typeof body?.error?.code === 'string' ? body.error.code : ''
  // A full session answers 429 as well, but waiting will not empty it.
  const mayPass = status === 429 && code !== 'channel.session_full'
  if (status >= 400 && status < 500 && !mayPass) return { kind: 'refused', status, code }
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds > 0
    ? { kind: 'unavailable', reached: true, retryAfterMs: Math.min(seconds, 300) * 1_000 }
    : { kind: 'unavailable', reached: true }
}

function parsePage(body: unknown): ThreadMessage[] | null {
  const messages = (body as { messages?: unknown } | null)?.messages
  if (!Array.isArray(messages)) return null
  return messages.map(parseMessage).filter(message => message !== null)
}

const senders = ['customer', 'operator', 'ai']

function parseMessage(item: Record<string, unknown> | null): ThreadMessage | null {
  const { id, from, text, sentAt, seq, messageId } = item ?? {}
  if (typeof id !== 'string' || typeof text !== 'string' || typeof from !== 'string') return null
  if (!Number.isSafeInteger(seq) || !senders.includes(from)) return null
  const at = Date.parse(String(sentAt))
  return {
    id,
    fromCustomer: from === 'customer',
    text,
    sentAt: Number.isNaN(at) ? 0 : at,
    seq: seq as number,
    ...(typeof messageId === 'string' ? { messageId } : {}),
  }
}
