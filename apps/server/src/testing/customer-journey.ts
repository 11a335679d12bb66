import { setTimeout as pause } from 'node:timers/promises'
import { type ApiClient, codeOf, readAsCustomer, signInAs, writeAsCustomer } from './test-server.ts'

/** A server that may be gone at any moment and come back at another address. */
export interface Whereabouts {
  url(): string
}

export interface Journey {
  readonly sessionId: string
  readonly conversationId: string
  readonly question: string
  /** The words that were approved. */
  readonly reply: string
}

const patienceMs = 60_000
const question = 'Can I still return opened headphones? Who pays the return postage?'

/**
 * One customer's question up to the answer they read, with nobody giving up: what was not answered is asked again in
 * the same words and with the same keys, as the widget and the console do.
 */
export async function travelRoad(server: Whereabouts, sessionId: string): Promise<Journey> {
  const conversationId = await insist(async () => {
    const { status, body } = await writeAsCustomer(server.url(), {
      sessionId,
      messageId: 'm1',
      text: question,
    })
    return status === 202 ? body.conversationId : null
  })
  const suggestion = await insist(async () => {
    const api = await operatorOf(server)
    return (await api.conversation.get.query({ id: conversationId })).suggestion
  })
  await insist(async () => {
    const api = await operatorOf(server)
    const input = {
      id: suggestion.id,
      version: suggestion.version,
      idempotencyKey: `approve-${suggestion.id}`,
    }
    const code = await codeOf(api.suggestion.approve.mutate(input))
    if (code === null) return true
    // "Not now" is asked again; everything else would be an answer that must not be given to the first of its key.
    if (code === 'server.unavailable' || code === 'undefined') return null
    throw new Refused(code)
  })
  await insist(async () => {
    const thread = await readAsCustomer(server.url(), sessionId)
    return thread.some(message => message.from === 'operator') ? true : null
  })
  return { sessionId, conversationId, question, reply: suggestion.text }
}

class Refused extends Error {}

const tokens = new Map<string, Promise<ApiClient>>()

function operatorOf(server: Whereabouts): Promise<ApiClient> {
  const url = server.url()
  const known = tokens.get(url)
  if (known !== undefined) return known
  const fresh = signInAs(url, 'operator').then(signedIn => signedIn.api)
  tokens.set(url, fresh)
  fresh.catch(() => tokens.delete(url))
  return fresh
}

/** Tries until there is an answer; a server that is gone is one that has not answered yet. */
async function insist<T>(attempt: () => Promise<T | null | undefined>): Promise<T> {
  const end = performance.now() + patienceMs
  let last: unknown
  for (;;) {
    const answer = await attempt().catch(error => {
      if (error instanceof Refused) throw error
      last = error
    })
    if (answer != null) return answer
    if (performance.now() > end) throw new Error('nothing came of it', { cause: last })
    await pause(50)
  }
}
