import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface ServerProcess {
  readonly url: string
  /** From the start of the process to its ready line, milliseconds. */
  readonly readyMs: number
  /** Ends it in an orderly way. */
  stop(): Promise<void>
}

const main = new URL('../../apps/server/src/main.ts', import.meta.url).pathname
/** Every sign-in of the demo shop. */
export const demoPassword = 'bench-demo-password'

/**
 * The product's server, exactly as it is delivered, in a process of its own.
 *
 * @param env as a user would set it; the port is always a free one
 * @param profileDir where the process leaves a CPU profile when it ends; null: none
 */
export async function startServer(
  env: Readonly<Record<string, string>>,
  profileDir: string | null = null,
): Promise<ServerProcess> {
  const begin = performance.now()
  const flags = profileDir === null ? [] : ['--cpu-prof', '--cpu-prof-dir', profileDir]
  const child = spawn(process.execPath, [...flags, main], {
    env: {
      ...process.env,
      PORT: '0',
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'error',
      DEMO_PASSWORD: demoPassword,
      ...env,
    },
    // The channel ends the server should this process be killed.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const { stdout } = child
  if (stdout === null) throw new Error('the server has no output')
  for await (const line of createInterface({ input: stdout })) {
    const url = /^Countersign is ready: (\S+)/.exec(line)?.[1]
    if (url === undefined) continue
    stdout.resume()
    return {
      url,
      readyMs: performance.now() - begin,
      async stop() {
        child.kill('SIGTERM')
        await ended
      },
    }
  }
  throw new Error('the server ended before it was ready')
}
