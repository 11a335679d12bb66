import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client.ts'

/** The server's own connection: restricted role, pooled. Only `db/` and compose see it. */
export interface DatabaseClient {
  readonly pool: pg.Pool
  readonly prisma: PrismaClient
  /** Whether statements may be prepared by name: connections of the embedded database would see each other's. */
  readonly prepares: boolean
  close(): Promise<void>
}

/**
 * @param url the restricted role's connection string
 * @param size most connections at once
 * @param prepares false on the embedded database
 */
export function openClient(url: string, size: number, prepares: boolean): DatabaseClient {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: 'countersign',
    connectionTimeoutMillis: 10_000,
    // A new connection has no plans yet and takes ten times as long over its first message; quiet minutes are no reason
    // to lose the ones there are.
    idleTimeoutMillis: 10 * 60_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
  })
  // A connection lost while idle is replaced by the pool; without a listener Node would end the process.
  pool.on('error', () => {})
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, prepares ? { statementNameGenerator: nameStatement } : {}),
    transactionOptions: { maxWait: 20_000, timeout: 30_000 },
  })
  return {
    pool,
    prisma,
    prepares,
    async close() {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

/** Statements longer than this are lists of rows, of which hardly two have the same number. */
const longestNamed = 4000

/** The same text has the same name, so that a connection parses and plans it once. The empty name prepares nothing. */
function nameStatement({ sql }: { sql: string }): string {
  return sql.length > longestNamed ? '' : createHash('sha1').update(sql).digest('base64url')
}
