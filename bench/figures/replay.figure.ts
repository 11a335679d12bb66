import pg from 'pg'
import { callProcedure } from '../measure/call-procedure.ts'
import { measureReference } from '../measure/measure-reference.ts'
import { summariseTimes } from '../measure/summarise-times.ts'
import { signIn } from '../stand/open-stand.ts'
import type { Figure } from './figure.types.ts'

const suggestions = 100_000
const calls = 20

/** A month of 100,000 suggestions, in the form in which thresholds are moved over it. */
export const replayFigure: Figure = {
  name: 'replay',
  measure: stand =>
    stand.onServer(async ({ url, adminUrl }) => {
      await seedMonth(adminUrl)
      const reference = await measureReference(adminUrl, 800)
      const { client } = await signIn(url, 'owner@demo.test')
      const period = { from: '2025-01-01T00:00:00.000Z', to: '2025-02-01T00:00:00.000Z' }
      const times: number[] = []
      for (let call = 0; call < calls; call += 1) {
        const from = performance.now()
        const { cells } = await callProcedure<{ cells: { count: number }[] }>(
          client,
          'query',
          'insight.replay',
          period,
        )
        times.push(performance.now() - from)
        const counted = cells.reduce((sum, cell) => sum + cell.count, 0)
        if (counted !== suggestions) throw new Error(`${counted} suggestions were counted`)
      }
      client.close()
      return [
        {
          figure: 'threshold time machine over 100,000 suggestions, p95',
          value: summariseTimes(times).p95,
          unit: 'ms',
          mark: 1000,
          reference: reference.oneClient.p50,
        },
      ]
    }),
}

async function seedMonth(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(
      `INSERT INTO suggestions (id, tenant_id, conversation_id, status, text, decision, model, prompt_version, intent,
         confidence, failed_keys, fixed_escalation, created_at)
       SELECT gen_random_uuid(), c.tenant_id, c.id,
         (ARRAY['approved', 'edited', 'rejected', 'superseded'])[1 + n % 4]::suggestion_status, 'A drafted reply.',
         'NEED_APPROVAL', 'offline', '1', 'intent-' || n % 12, (n % 997) / 997.0, (n % 5) * 4, n % 17 = 0,
         timestamptz '2025-01-01' + make_interval(secs => n * 25)
       FROM generate_series(0, $1::int - 1) n,
         (SELECT tenant_id, id FROM conversations LIMIT 1) c`,
      [suggestions],
    )
    await client.query('ANALYZE suggestions')
  } finally {
    await client.end()
  }
}
