import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Where a held server can stand still: around a transaction opened by a file of that name, around one of two
 * statements, around the model, or around the channel. `commit` is inside the transaction, when all is written.
 */
export type HoldPoint = `${string}:${'before' | 'commit' | 'after'}`

export type ToHeldServer =
  | { readonly type: 'hold'; readonly point: HoldPoint }
  | { readonly type: 'drain'; readonly timeoutMs: number }

export type FromHeldServer =
  | { readonly type: 'ready'; readonly url: string }
  | { readonly type: 'holding' | 'reached'; readonly point: HoldPoint }
  | { readonly type: 'drained'; readonly error: string | null }
  | { readonly type: 'sent'; readonly key: string; readonly text: string }

export interface SpawnedServer {
  readonly url: string
  /** What the channel was given, with the keys it was given them under. */
  readonly sent: readonly { readonly key: string; readonly text: string }[]
  /** Everything it has written to stdout and stderr. */
  output(): string
  /** Makes it stand still at a point; returns how to wait until it does. */
  hold(point: HoldPoint): Promise<{ reached(): Promise<void> }>
  drain(timeoutMs: number): Promise<void>
  signal(name: NodeJS.Signals): void
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>
  /** Resolves with the exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>
}

const patienceMs = 60_000
const settings = {
  PORT: '0',
  RATE_LIMITS: 'off',
  LOG_LEVEL: 'error',
  // Half of a start is reading the sources; only the first of many starts has to.
  NODE_COMPILE_CACHE: join(tmpdir(), 'countersign-compile-cache'),
}

/** @returns the child, and how to wait for the next message of a kind */
function spawnNode(file: URL, env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [fileURLToPath(file)], {
    env: { PATH: process.env.PATH ?? '', ...settings, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const exited = new Promise<number | null>(resolve => child.once('exit', resolve))
  return { child, exited, output: () => output }
}

function next<Type extends FromHeldServer['type']>(
  child: ChildProcess,
  exited: Promise<unknown>,
  type: Type,
  output: () => string,
): Promise<Extract<FromHeldServer, { type: Type }>> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) =>
      reject(new Error(`${why} while waiting for ${type}\n${output().slice(-4000)}`))
    const timer = setTimeout(() => fail('out of patience'), patienceMs)
    const listen = (message: FromHeldServer) => {
      if (message.type !== type) return
      clearTimeout(timer)
      child.off('message', listen)
      resolve(message as Extract<FromHeldServer, { type: Type }>)
    }
    child.on('message', listen)
    void exited.then(() => {
      clearTimeout(timer)
      fail('the server ended')
    })
  })
}

/** Starts a held server: with the small tenant on an empty database, with what there is otherwise. */
export async function spawnHeldServer(env: Readonly<Record<string, string>>): Promise<SpawnedServer> {
  const { child, exited, output } = spawnNode(new URL('./held-server.ts', import.meta.url), env)
  const sent: { key: string; text: string }[] = []
  child.on('message', (message: FromHeldServer) => {
    if (message.type === 'sent') sent.push({ key: message.key, text: message.text })
  })
  const wait = <Type extends FromHeldServer['type']>(type: Type) => next(child, exited, type, output)
  const say = (message: ToHeldServer) => child.send(message)
  const { url } = await wait('ready')
  return {
    url,
    sent,
    output,
    exited,
    async hold(point) {
      const holding = wait('holding')
      const reached = wait('reached')
      reached.catch(() => {})
      say({ type: 'hold', point })
      await holding
      return {
        async reached() {
          await reached
        },
      }
    },
    async drain(timeoutMs) {
      const drained = wait('drained')
      say({ type: 'drain', timeoutMs })
      const { error } = await drained
      if (error !== null) throw new Error(error)
    },
    signal: name => child.kill(name),
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** Starts the product as `npm start` does; ready when it says so on stdout. */
export async function spawnProduct(
  env: Readonly<Record<string, string>>,
): Promise<Pick<SpawnedServer, 'url' | 'output' | 'signal' | 'exited' | 'kill'>> {
  const { child, exited, output } = spawnNode(new URL('../main.ts', import.meta.url), env)
  const { url } = await next(child, exited, 'ready', output).catch(error => {
    child.kill('SIGKILL')
    throw error
  })
  return {
    url,
    output,
    exited,
    signal: name => child.kill(name),
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
