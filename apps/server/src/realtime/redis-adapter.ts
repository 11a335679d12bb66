import { createAdapter } from '@socket.io/redis-streams-adapter'
import { createClient } from 'redis'
import type { Log } from '../telemetry/log.ts'

export interface RedisAdapter {
  readonly adapter: ReturnType<typeof createAdapter>
  close(): Promise<void>
}

/** Lets sockets of one tenant hear what happens on another node: drafts being written, typing. The log needs no Redis. */
export async function openRedisAdapter(url: string, log: Log): Promise<RedisAdapter> {
  const client = createClient({ url })
  client.on('error', error => log.error({ err: error }, 'redis error'))
  await client.connect()
  return {
    adapter: createAdapter(client, { streamName: 'countersign', maxLen: 10_000 }),
    async close() {
      client.destroy()
    },
  }
}
