import { flushCompileCache } from 'node:module'
import { setImmediate } from 'node:timers/promises'
import { startServer, type Wrappers } from '../app/compose.ts'
import { makeConfig } from '../config/config.ts'
import { parseEnv } from '../config/env.ts'
import type { Database } from '../db/tenant-tx.ts'
import { makeLog } from '../telemetry/log.ts'
import { seedSmallTenant, testPassword } from './small-tenant.ts'
import type { FromHeldServer, HoldPoint, ToHeldServer } from './spawn-server.ts'

/**
 * A whole server in a process of its own, which stands still at a point its parent names, and tells. What it holds open
 * there (a transaction, a job, a request) stays open until the parent kills it.
 */
let held: HoldPoint | null = null
const tell = (message: FromHeldServer) => process.send?.(message)

async function pass(point: HoldPoint): Promise<void> {
  if (point !== held) return
  held = null
  tell({ type: 'reached', point })
  await new Promise(() => {})
}

/** A transaction is known by the file that opened it. */
function openedBy(): string {
  const file = /\/src\/(?:app|features)\/(?:[\w-]+\/)*([\w.-]+)\.ts/.exec(new Error('who').stack ?? '')
  return file?.[1] ?? 'unknown'
}

function holdTransactions(database: Database): Database {
  const around = async <T, Tx>(
    place: string,
    open: (work: (tx: Tx) => Promise<T>) => Promise<T>,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> => {
    await pass(`${place}:before`)
    const result = await open(async tx => {
      const value = await work(tx)
      await pass(`${place}:commit`)
      return value
    })
    await pass(`${place}:after`)
    return result
  }
  return {
    withTenant: (tenantId, work) => around(openedBy(), inner => database.withTenant(tenantId, inner), work),
    withPlatform: work => around(openedBy(), inner => database.withPlatform(inner), work),
    readTenant: (tenantId, read) => database.readTenant(tenantId, read),
    async statement(sql, values) {
      const name = /FROM (ingest_message|lease_due_outbound)\(/.exec(sql)?.[1]
      if (name === undefined) return database.statement(sql, values)
      await pass(`${name}:before`)
      const rows = await database.statement(sql, values)
      // An empty look is no lease.
      if (rows.length > 0) await pass(`${name}:after`)
      return rows as never
    },
  }
}

const wrappers: Wrappers = {
  database: holdTransactions,
  model: model => ({
    ...model,
    async draft(request, options) {
      await pass('draft:before')
      const answer = await model.draft(request, options)
      await pass('draft:after')
      return answer
    },
  }),
  adapter: adapter => ({
    ...adapter,
    async send(message, options) {
      await pass('send:before')
      const result = await adapter.send(message, options)
      tell({ type: 'sent', key: message.idempotencyKey, text: message.text })
      // The parent has it before the process may be killed.
      await setImmediate()
      await pass('send:after')
      return result
    },
  }),
}

const config = makeConfig(parseEnv())
const server = await startServer(
  config,
  makeLog(config.logLevel),
  async services => {
    await seedSmallTenant(services)
    return { signIns: [], password: testPassword }
  },
  wrappers,
)
process.on('message', (message: ToHeldServer) => {
  if (message.type === 'hold') {
    held = message.point
    tell({ type: 'holding', point: message.point })
  } else {
    server.drain(message.timeoutMs).then(
      () => tell({ type: 'drained', error: null }),
      (error: Error) => tell({ type: 'drained', error: error.message }),
    )
  }
})
process.once('disconnect', () => process.exit(1))
// Otherwise written at an orderly end, which this process seldom has.
flushCompileCache()
tell({ type: 'ready', url: server.url })
