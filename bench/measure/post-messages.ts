import { openClient } from './keep-alive-client.ts'

/** What customers of the demo shop write. */
export const customerTexts: readonly string[] = [
  'Can I still return the headphones I opened yesterday?',
  'How long does delivery to Germany take and what does it cost?',
  'Do you have the 65 W charger in stock?',
  'Здравствуйте! Сколько стоит доставка и когда её ждать?',
  'My order has not arrived yet, where is it?',
  'Is there a warranty on refurbished laptops?',
  'Как вернуть товар, если он не подошёл?',
  'Can I pay by bank transfer?',
]

export const textOf = (index: number): string => customerTexts[index % customerTexts.length] ?? ''

export interface PostedLoad {
  /** Milliseconds from the request to its answer, each message once. */
  readonly times: readonly number[]
  readonly perSecond: number
}

/**
 * Clients that post web chat messages as fast as they are answered, for `ms` milliseconds.
 *
 * @param sessionOf the customer who writes a client's n-th message
 * @throws on any answer but 202
 */
export async function postMessages(
  url: string,
  options: { clients: number; ms: number; sessionOf: (client: number, index: number) => string },
): Promise<PostedLoad> {
  const { clients, ms, sessionOf } = options
  const http = openClient(url, clients)
  const times: number[] = []
  const begin = performance.now()
  const write = async (client: number) => {
    for (let index = 0; performance.now() < begin + ms; index += 1) {
      const from = performance.now()
      const { status } = await http.post('/channels/webchat/demo/messages', {
        sessionId: sessionOf(client, index),
        messageId: `m${begin}-${client}-${index}`,
        text: textOf(client + index),
      })
      if (status !== 202) throw new Error(`a message was answered with ${status}`)
      times.push(performance.now() - from)
    }
  }
  try {
    await Promise.all(Array.from({ length: clients }, (_, client) => write(client)))
    return { times, perSecond: (times.length / (performance.now() - begin)) * 1000 }
  } finally {
    http.close()
  }
}

/** Two dozen customers with an answer each: a server's first minute, when nothing is compiled yet, is not its day. */
export async function warmUp(url: string): Promise<void> {
  const http = openClient(url, 4)
  for (let index = 0; index < 24; index += 1) {
    await http.post('/channels/webchat/demo/messages', {
      sessionId: `warm-up-${index}`,
      messageId: 'm',
      text: textOf(index),
    })
    await new Promise(resolve => setTimeout(resolve, 60))
  }
  await new Promise(resolve => setTimeout(resolve, 3000))
  http.close()
}
