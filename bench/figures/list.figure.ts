import { callProcedure } from '../measure/call-procedure.ts'
import { measureReference } from '../measure/measure-reference.ts'
import { summariseTimes } from '../measure/summarise-times.ts'
import { signIn } from '../stand/open-stand.ts'
import type { Figure, Measured } from './figure.types.ts'

const views = ['mine', 'unassigned', 'approval', 'escalated', 'all'] as const
const calls = 200
const warmUp = 100

/** The first page of each view of an inbox of 10,000 conversations. */
export const listFigure: Figure = {
  name: 'list',
  measure: stand =>
    stand.onServer(async ({ url, adminUrl }) => {
      const reference = await measureReference(adminUrl, 800)
      const { client } = await signIn(url)
      const list = async (view: string) => {
        const from = performance.now()
        const { items } = await callProcedure<{ items: unknown[] }>(client, 'query', 'conversation.list', {
          view,
        })
        if (items.length < 50) throw new Error(`the view ${view} has only ${items.length} conversations`)
        return performance.now() - from
      }
      for (let call = 0; call < warmUp; call += 1) await list(views[call % views.length] ?? 'all')
      const measured: Measured[] = []
      for (const view of views) {
        const times: number[] = []
        for (let call = 0; call < calls; call += 1) times.push(await list(view))
        measured.push({
          figure: `conversation.list of 10,000, ${view}, p50`,
          value: summariseTimes(times).p50,
          unit: 'ms',
          mark: 5,
          reference: reference.oneClient.p50,
        })
      }
      client.close()
      return measured
    }),
}
