import pg from 'pg'
import { onWake, type WakeTopic, wake } from './wake.ts'

const channel = 'countersign_wake'
const topics: readonly WakeTopic[] = ['sync', 'suggest', 'deliver', 'mail']

export interface WakeRelay {
  close(): Promise<void>
}

/**
 * Carries wake-ups between processes that share a native database, by LISTEN/NOTIFY on a connection of its own.
 *
 * The notification is sent after the commit it tells of and at most every few milliseconds: NOTIFY inside a busy
 * transaction makes all commits queue behind one lock.
 */
export async function startWakeRelay(url: string, onError: (error: unknown) => void): Promise<WakeRelay> {
  const me = crypto.randomUUID()
  let client: pg.Client | undefined
  let closed = false
  const waiting = new Set<WakeTopic>()
  let timer: NodeJS.Timeout | undefined
  let relaying = false

  const connect = async () => {
    if (closed) return
    const next = new pg.Client({
      connectionString: url,
      application_name: 'countersign-wake',
      keepAlive: true,
    })
    next.on('notification', ({ payload }) => {
      const [sender, topic] = (payload ?? '').split(' ')
      if (sender === me || !topics.includes(topic as WakeTopic)) return
      relaying = true
      wake(topic as WakeTopic)
      relaying = false
    })
    next.on('error', onError)
    next.on('end', () => {
      if (client === next) client = undefined
      if (!closed) setTimeout(() => void connect().catch(onError), 1000).unref()
    })
    await next.connect()
    await next.query(`LISTEN ${channel}`)
    client = next
  }
  let sending = Promise.resolve()
  const flush = () => {
    timer = undefined
    const payloads = [...waiting].map(topic => `${me} ${topic}`)
    waiting.clear()
    // One statement at a time on this connection.
    sending = sending
      .then(async () => {
        await client?.query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [
          channel,
          payloads,
        ])
      })
      .catch(onError)
  }
  const stops = topics.map(topic =>
    onWake(topic, () => {
      // What came from another process is not sent round again.
      if (relaying) return
      waiting.add(topic)
      timer ??= setTimeout(flush, 3)
    }),
  )
  await connect()
  return {
    async close() {
      closed = true
      for (const stop of stops) stop()
      clearTimeout(timer)
      await sending
      await client?.end()
    },
  }
}
