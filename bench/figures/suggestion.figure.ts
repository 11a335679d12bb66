import pg from 'pg'
import { openClient } from '../measure/keep-alive-client.ts'
import { measureReference } from '../measure/measure-reference.ts'
import { paced, settled } from '../measure/pace-work.ts'
import { textOf, warmUp } from '../measure/post-messages.ts'
import { summariseTimes } from '../measure/summarise-times.ts'
import { openConsole } from '../stand/open-console.ts'
import { signIn } from '../stand/open-stand.ts'
import type { Figure } from './figure.types.ts'

const perSecond = 4
const total = 60
/** The demo shop's quiet time after a customer's message. */
const settleMs = 1500

/**
 * From the end of the settle time to the console hearing that the suggestion is stored; and, of the same runs, what the pipeline
 * itself takes: every stage but the model's draft.
 */
export const suggestionFigure: Figure = {
  name: 'suggestion',
  measure: stand =>
    stand.onServer(async ({ url, adminUrl }) => {
      const reference = await measureReference(adminUrl, 800)
      const { token, client } = await signIn(url)
      client.close()
      const heard = new Map<string, number>()
      const console = await openConsole(url, token, (event, at) => {
        if (event.type === 'suggestion.created' && event.conversationId !== null)
          heard.set(event.conversationId, at)
      })
      await warmUp(url)
      const http = openClient(url, 8)
      const posted = new Map<string, number>()
      await paced(perSecond, total, async index => {
        const { status, body } = await http.post('/channels/webchat/demo/messages', {
          sessionId: `asking-${index}`,
          messageId: 'm1',
          text: textOf(index),
        })
        if (status !== 202) throw new Error(`a message was answered with ${status}`)
        posted.set((JSON.parse(body) as { conversationId: string }).conversationId, performance.now())
      })
      await settled(() => [...posted.keys()].every(id => heard.has(id)), settleMs + 5000)
      http.close()
      console.close()
      const times = [...posted].flatMap(([id, at]) => {
        const stored = heard.get(id)
        return stored === undefined ? [] : [stored - at - settleMs]
      })
      if (times.length < total * 0.9)
        throw new Error(`only ${times.length} of ${total} messages got a suggestion`)
      const { p50, p95 } = summariseTimes(times)
      const overhead = summariseTimes(await readOverheads(adminUrl, [...posted.keys()]))
      const { oneClient } = reference
      return [
        {
          figure: 'suggestion stored after settling, 4/s, p95',
          value: p95,
          unit: 'ms',
          mark: 150,
          reference: oneClient.p95,
        },
        {
          figure: 'suggestion stored after settling, 4/s, p50',
          value: p50,
          unit: 'ms',
          mark: null,
          reference: oneClient.p50,
        },
        {
          figure: 'pipeline without the model’s own time, 4/s, p50',
          value: overhead.p50,
          unit: 'ms',
          mark: 12,
          reference: oneClient.p50,
        },
        {
          figure: 'pipeline without the model’s own time, 4/s, p95',
          value: overhead.p95,
          unit: 'ms',
          mark: null,
          reference: oneClient.p95,
        },
      ]
    }),
}

/** Milliseconds each run spent in its stages, as it is stored, the draft left out; a run that never drafted has no part in it. */
async function readOverheads(adminUrl: string, conversationIds: readonly string[]): Promise<number[]> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ ms: number }>(
      `SELECT sum((stage->>'ms')::float8) FILTER (WHERE stage->>'stage' <> 'draft') AS ms
       FROM suggest_runs r, jsonb_array_elements(r.stages) stage
       WHERE r.conversation_id = ANY($1::uuid[]) AND r.status = 'finished'
       GROUP BY r.id HAVING bool_or(stage->>'stage' = 'draft') AND bool_or(stage->>'stage' = 'decide')`,
      [conversationIds],
    )
    return rows.map(row => row.ms)
  } finally {
    await client.end()
  }
}
