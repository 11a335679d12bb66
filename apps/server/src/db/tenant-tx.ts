import { AsyncLocalStorage } from 'node:async_hooks'
import type { DatabaseClient } from './client.ts'
import { Prisma } from './generated/client.ts'
import { readInOneTrip } from './read-in-one-trip.ts'

declare const tenantBrand: unique symbol
declare const platformBrand: unique symbol

/** An open transaction inside one tenant. Commands open and pass it; only repos can query through it. */
export interface TenantTx {
  readonly tenantId: string
  readonly [tenantBrand]: true
}

/** An open transaction outside every tenant: it sees no tenant's rows, only the platform functions. */
export interface PlatformTx {
  readonly [platformBrand]: true
}

/** Where transactions come from. */
export interface Database {
  /** Runs `work` as the restricted role inside a tenant; commits when it returns, rolls back when it throws. */
  withTenant<T>(tenantId: string, work: (tx: TenantTx) => Promise<T>): Promise<T>
  withPlatform<T>(work: (tx: PlatformTx) => Promise<T>): Promise<T>
  /**
   * Runs a query of a repo inside a tenant, each of its raw statements as a transaction of its own, in one round trip.
   * For reading with one statement; what has to agree with another statement needs `withTenant`.
   */
  readTenant<T>(tenantId: string, read: (tx: TenantTx) => Promise<T>): Promise<T>
  /** One statement as its own transaction, for functions that set role and tenant themselves. */
  readonly statement: StatementRunner
}

export type StatementRunner = <Row>(sql: string, values: readonly unknown[]) => Promise<Row[]>

interface Open {
  readonly sql: Prisma.TransactionClient
  readonly effects: (() => void)[]
}

const open = new WeakMap<object, Open>()
const running = new AsyncLocalStorage<true>()

export function makeDatabase(client: DatabaseClient): Database {
  async function transact<Tx extends object, T>(
    handle: Tx,
    tenantId: string | null,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    // The embedded database runs one transaction at a time: a second one opened inside the first would wait for ever.
    if (running.getStore() === true) throw new Error('a transaction was opened inside a transaction')
    const effects: (() => void)[] = []
    const result = await running.run(true, () =>
      client.prisma.$transaction(async sql => {
        await sql.$queryRaw`SELECT set_config('role', 'countersign_app', true), set_config('app.tenant_id', ${tenantId ?? ''}, true)`
        open.set(handle, { sql, effects })
        try {
          return await work(handle)
        } finally {
          open.delete(handle)
        }
      }),
    )
    for (const effect of effects) effect()
    return result
  }
  // The statements are few and their texts fixed: PostgreSQL parses and plans each once per connection.
  const names = new Map<string, string>()
  const nameOf = (text: string) => {
    if (!client.prepares) return undefined
    const name = names.get(text) ?? `s${names.size}`
    names.set(text, name)
    return name
  }
  const reader = (tenantId: string) => {
    const $queryRaw = (strings: TemplateStringsArray, ...values: unknown[]) => {
      const { text, values: bound } = Prisma.sql(strings, ...values)
      return readInOneTrip(client.pool, tenantId, { text, values: bound })
    }
    // A tenth of a transaction client: `open` gives it out, and reading needs no more.
    return { $queryRaw } as unknown as Prisma.TransactionClient
  }
  return {
    withTenant: (tenantId, work) => transact({ tenantId } as TenantTx, tenantId, work),
    withPlatform: work => transact({} as PlatformTx, null, work),
    async readTenant(tenantId, read) {
      if (running.getStore() === true) throw new Error('a transaction was opened inside a transaction')
      const handle = { tenantId } as TenantTx
      open.set(handle, { sql: reader(tenantId), effects: [] })
      try {
        return await read(handle)
      } finally {
        open.delete(handle)
      }
    },
    statement: async <Row>(sql: string, values: readonly unknown[]) => {
      if (running.getStore() === true) throw new Error('a statement was run beside an open transaction')
      const { rows } = await client.pool.query({ name: nameOf(sql), text: sql, values: [...values] })
      return rows as Row[]
    },
  }
}

/** Runs `effect` once the transaction has committed, and never when it has not. */
export function afterCommit(tx: TenantTx | PlatformTx, effect: () => void): void {
  entry(tx).effects.push(effect)
}

/** The statement runner of an open transaction. For `sql-of.ts`, which decides who may import it. */
export function sqlInside(tx: TenantTx | PlatformTx): Prisma.TransactionClient {
  return entry(tx).sql
}

function entry(tx: object): Open {
  const found = open.get(tx)
  if (found === undefined) throw new Error('the transaction is over')
  return found
}
