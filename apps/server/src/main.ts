import { seedDemo } from '../../../prisma/seed/seed-demo.ts'
import { startServer } from './app/compose.ts'
import { makeConfig } from './config/config.ts'
import { EnvError, parseEnv } from './config/env.ts'
import { makeLog } from './telemetry/log.ts'

/** How long an orderly stop may take before the process ends anyway, milliseconds. */
const stopTimeoutMs = 25_000

async function main(): Promise<void> {
  const config = makeConfig(parseEnv())
  const log = makeLog(config.logLevel)
  const server = await startServer(config, log, seedDemo)

  let stopping = false
  const stop = (signal: string) => {
    // A second signal means now.
    if (stopping) process.exit(1)
    stopping = true
    log.info({ signal }, 'stopping')
    const timer = setTimeout(() => process.exit(1), stopTimeoutMs)
    timer.unref()
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', () => stop('SIGINT'))
  process.on('SIGTERM', () => stop('SIGTERM'))
  // Started by a parent that has gone: nobody is left to stop this process.
  process.once('disconnect', () => stop('disconnect'))
  process.on('unhandledRejection', error => log.error({ err: error }, 'unhandled rejection'))

  const shown = config.publicUrl ?? server.url
  process.stdout.write(`Countersign is ready: ${shown}\n`)
  if (config.serves.api) {
    process.stdout.write(`  console   ${shown}/app\n  web chat  ${shown}/widget/demo\n`)
  }
  if (server.demo !== null) {
    process.stdout.write(
      `  demo sign-ins: ${server.demo.emails.join(', ')}\n  password for all of them: ${server.demo.password}\n`,
    )
  } else if (config.serves.api) {
    process.stdout.write('  sign in with the password shown at the first start\n')
  }
  process.send?.({ type: 'ready', url: server.url })
}

main().catch((error: unknown) => {
  process.stderr.write(`${tellWhy(error)}\n`)
  process.exit(1)
})

/** What stands in the way of starting, without the stack where it is not the program's fault: it has a code then. */
function tellWhy(error: unknown): string {
  if (error instanceof EnvError) return error.message
  if (!(error instanceof Error)) return String(error)
  const { code } = error as { code?: unknown }
  if (typeof code !== 'string' || code.startsWith('ERR_')) return error.stack ?? error.message
  return `Countersign cannot start: ${error.message === '' ? code : error.message}`
}
