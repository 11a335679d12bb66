import { randomUUID } from 'node:crypto'
import type { Server } from './start-server.ts'
import { until } from './until.ts'

interface SeenMessage {
  readonly from: 'customer' | 'operator' | 'ai'
  readonly text: string
}

/** Somebody who writes to the shop's web chat, by its public address alone. */
export interface Customer {
  /** Answers the conversation's id. */
  readonly write: (text: string) => Promise<string>
  /** What the customer can read, oldest first. */
  readonly thread: () => Promise<readonly SeenMessage[]>
  readonly replies: () => Promise<readonly string[]>
  /** Waits until exactly this many replies are there, and answers them. */
  readonly hears: (count: number) => Promise<readonly string[]>
}

/** @param sessionId the customer's secret; a new customer when left out */
export function createCustomer(server: Server, sessionId: string = `e2e-${randomUUID()}`): Customer {
  const address = `${server.url}/channels/webchat/demo/messages`

  const thread = async () => {
    const answer = await fetch(`${address}?sessionId=${encodeURIComponent(sessionId)}`)
    if (!answer.ok) throw new Error(`The thread was answered with ${answer.status}`)
    return ((await answer.json()) as { messages: SeenMessage[] }).messages
  }
  const replies = async () =>
    (await thread()).filter(({ from }) => from !== 'customer').map(({ text }) => text)

  return {
    async write(text) {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ sessionId, messageId: randomUUID(), text }),
      })
      if (answer.status !== 202) throw new Error(`The message was answered with ${answer.status}`)
      return ((await answer.json()) as { conversationId: string }).conversationId
    },
    thread,
    replies,
    hears: count =>
      until(`the customer has ${count} replies`, async () => {
        const heard = await replies()
        return heard.length >= count ? heard : null
      }),
  }
}
