import { openClient } from '../measure/keep-alive-client.ts'
import { measureReference } from '../measure/measure-reference.ts'
import { paced, settled } from '../measure/pace-work.ts'
import { textOf, warmUp } from '../measure/post-messages.ts'
import { summariseTimes, type TimeSummary } from '../measure/summarise-times.ts'
import { openConsole } from '../stand/open-console.ts'
import { signIn } from '../stand/open-stand.ts'
import type { Figure, Measured } from './figure.types.ts'

const perSecond = 50
const seconds = 10
/** Customers who take turns. Few write in bursts, which are answered together; each of many wants an answer of their own. */
const customers = { bursts: 25, singly: perSecond * seconds }

/** From a message's own time, taken when the server begins to store it, to the event at a connected console. */
export const announcementFigure: Figure = {
  name: 'announcement',
  measure: stand =>
    stand.onServer(async ({ url, adminUrl }) => {
      const { oneClient } = await measureReference(adminUrl, 800)
      await warmUp(url)
      const { token, client } = await signIn(url)
      client.close()
      const bursts = await hearMessages(url, token, index => `bursts-${index % customers.bursts}`)
      const singly = await hearMessages(url, token, index => `singly-${index % customers.singly}`)
      const row = (load: string, times: TimeSummary, of: 'p50' | 'p95', mark: number | null): Measured => ({
        figure: `message to event at a console, ${load}, ${of}`,
        value: times[of],
        unit: 'ms',
        mark,
        reference: oneClient[of],
      })
      return [
        row('50/s', bursts, 'p50', null),
        row('50/s', bursts, 'p95', 20),
        row('50/s and 50 drafts/s', singly, 'p50', null),
        row('50/s and 50 drafts/s', singly, 'p95', null),
      ]
    }),
}

async function hearMessages(
  url: string,
  token: string,
  sessionOf: (index: number) => string,
): Promise<TimeSummary> {
  const times: number[] = []
  const console = await openConsole(url, token, (event, at) => {
    if (event.type !== 'message.created') return
    times.push(performance.timeOrigin + at - Date.parse(event.at))
  })
  const http = openClient(url, 32)
  const total = perSecond * seconds
  await paced(perSecond, total, async index => {
    const { status } = await http.post('/channels/webchat/demo/messages', {
      sessionId: sessionOf(index),
      messageId: `m${index}`,
      text: textOf(index),
    })
    if (status !== 202) throw new Error(`a message was answered with ${status}`)
  })
  await settled(() => times.length >= total, 5000)
  http.close()
  console.close()
  if (times.length < total) throw new Error('a message was never announced')
  return summariseTimes(times)
}
