import pg from 'pg'
import { median, summariseTimes, type TimeSummary } from './summarise-times.ts'

/** The least a stored message can cost here and now. */
export interface Reference {
  readonly oneClient: TimeSummary & { readonly perSecond: number }
  readonly eightClients: { readonly perSecond: number }
}

const table = 'bench_reference'
const insert = {
  name: 'reference',
  text: `INSERT INTO ${table} (id, tenant_id, conversation_id, channel_id, seq, direction, sender_kind, content, external_id)
    VALUES ($1, $1, $1, $1, $2, 'inbound', 'customer', $3, $4)`,
}
const text = 'Can I still return the headphones I opened yesterday?'

/**
 * Bare transactions, as pgbench makes them: one row into a table shaped like messages, with no key but its id, by a
 * prepared statement, committed one by one. A machine's speed changes from minute to minute, so every figure is
 * compared with a reference taken right before it.
 *
 * @param url a role that may make tables
 * @param ms how long each number of clients writes
 */
export async function measureReference(url: string, ms: number): Promise<Reference> {
  const clients = Array.from({ length: 8 }, () => new pg.Client({ connectionString: url }))
  await Promise.all(clients.map(client => client.connect()))
  try {
    const [first] = clients
    await first?.query(`DROP TABLE IF EXISTS ${table}`)
    await first?.query(`CREATE TABLE ${table} (LIKE messages INCLUDING DEFAULTS, PRIMARY KEY (id))`)
    await writeFor(clients, 100)
    const alone = await writeFor(clients.slice(0, 1), ms)
    const together = await writeFor(clients, ms)
    return {
      oneClient: { ...summariseTimes(alone.times), perSecond: alone.perSecond },
      eightClients: { perSecond: together.perSecond },
    }
  } finally {
    await Promise.all(clients.map(client => client.end()))
  }
}

async function writeFor(
  clients: readonly pg.Client[],
  ms: number,
): Promise<{ times: number[]; perSecond: number }> {
  const begin = performance.now()
  const times: number[] = []
  await Promise.all(
    clients.map(async client => {
      for (let seq = 1; performance.now() < begin + ms; seq += 1) {
        const from = performance.now()
        const id = crypto.randomUUID()
        await client.query({ ...insert, values: [id, seq, text, id] })
        times.push(performance.now() - from)
      }
    }),
  )
  return { times, perSecond: (times.length / (performance.now() - begin)) * 1000 }
}

/** The middle of several references. */
export function middleOf(references: readonly Reference[]): Reference {
  const of = (pick: (reference: Reference) => number) => median(references.map(pick))
  return {
    oneClient: {
      count: of(one => one.oneClient.count),
      p50: of(one => one.oneClient.p50),
      p95: of(one => one.oneClient.p95),
      max: of(one => one.oneClient.max),
      perSecond: of(one => one.oneClient.perSecond),
    },
    eightClients: { perSecond: of(one => one.eightClients.perSecond) },
  }
}
