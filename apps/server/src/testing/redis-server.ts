import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { createClient } from 'redis'

const program = '/usr/bin/redis-server'

export interface RedisServer {
  readonly url: string
  stop(): Promise<void>
}

/** A Redis of its own that keeps nothing; null where the machine has none. */
export async function startRedis(): Promise<RedisServer | null> {
  if (!existsSync(program)) return null
  const port = await freePort()
  const child = spawn(program, ['--port', String(port), '--save', '', '--bind', '127.0.0.1'], {
    stdio: 'ignore',
  })
  const exited = new Promise(resolve => child.once('exit', resolve))
  const url = `redis://127.0.0.1:${port}`
  const client = createClient({ url })
  // It is tried again until the server listens.
  client.on('error', () => {})
  await client.connect()
  client.destroy()
  return {
    url,
    async stop() {
      child.kill()
      await exited
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
