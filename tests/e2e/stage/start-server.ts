import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { startProvider, type TestProvider } from '../../../apps/server/src/testing/oidc-provider.ts'

const checkout = join(import.meta.dirname, '../../..')
/** The first start migrates and seeds the demo shop. Milliseconds. */
const startLimitMs = 90_000

/** Of all demo sign-ins, here and nowhere else. */
export const demoPassword = 'demo-pass-123'

/** The product's own server with the demo shop, on a port and in a folder of its own. */
export interface Server {
  readonly url: string
  /** The OpenID provider it knows, under the name `Acme ID`. */
  readonly provider: TestProvider
  /** Ends it as a power cut does. */
  readonly kill: () => Promise<void>
  /** Starts it again at the same address, with what it had stored. Nothing when it runs. */
  readonly startAgain: () => Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * Starts the server and waits until it is ready.
 * @param folder for its data and its log
 */
export async function startServer(folder: string): Promise<Server> {
  mkdirSync(folder, { recursive: true })
  // Chosen before: after a restart the windows must find it where it was.
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const log = createWriteStream(join(folder, 'server.log'), { flags: 'a' })
  const provider = await startProvider()
  await provider.register(`${url}/auth/oidc/callback`)
  let child = await start()

  async function start(): Promise<ChildProcess> {
    const { PATH, HOME, TMPDIR, LANG } = process.env
    const started = spawn(process.execPath, ['apps/server/src/main.ts', '--headless'], {
      cwd: checkout,
      // Nothing else of the caller's environment: another database or model would make other journeys of these.
      env: {
        ...known({ PATH, HOME, TMPDIR, LANG }),
        PORT: String(port),
        DATA_DIR: join(folder, 'data'),
        DEMO_PASSWORD: demoPassword,
        RATE_LIMITS: 'off',
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: provider.clientId,
        OIDC_CLIENT_SECRET: provider.clientSecret,
        OIDC_NAME: 'Acme ID',
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    started.stdout?.pipe(log, { end: false })
    started.stderr?.pipe(log, { end: false })
    const said: string[] = []
    started.stderr?.on('data', chunk => said.push(String(chunk)))
    const limit = AbortSignal.timeout(startLimitMs)
    const ready = once(started, 'message', { signal: limit })
    const ended = once(started, 'exit', { signal: limit }).then(([code]) => {
      throw new Error(`The server ended with ${code} before it was ready\n${said.join('').slice(-2_000)}`)
    })
    // The slower of the two answers to nobody.
    for (const answer of [ready, ended]) answer.catch(() => undefined)
    try {
      await Promise.race([ready, ended])
    } catch (error) {
      started.kill('SIGKILL')
      throw limit.aborted ? new Error(`The server was not ready after ${startLimitMs / 1000} s`) : error
    }
    return started
  }

  const isOver = () => child.exitCode !== null || child.signalCode !== null

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (isOver()) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }

  return {
    url,
    provider,
    kill: () => end('SIGKILL'),
    async startAgain() {
      if (isOver()) child = await start()
    },
    async stop() {
      await end('SIGTERM')
      await provider.close()
      log.end()
    },
  }
}

function known(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

async function findFreePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  if (address === null || typeof address === 'string') throw new TypeError('A TCP server has a port')
  probe.close()
  await once(probe, 'close')
  return address.port
}
