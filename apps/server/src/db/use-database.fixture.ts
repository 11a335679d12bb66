import pg from 'pg'
import { afterAll, beforeAll, type TestContext } from 'vitest'
import { type StartedPostgres, startNativePostgres } from '../testing/native-postgres.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'

export const databaseKinds = ['embedded', 'native'] as const
export type DatabaseKind = (typeof databaseKinds)[number]

export interface TestDatabase {
  readonly kind: DatabaseKind
  readonly open: OpenDatabase
  /** A superuser's connection: row-level security does not apply to it. */
  readonly admin: pg.Client
  readonly adminUrl: string
  /** The cluster it lives in; null for the embedded one. */
  readonly cluster: StartedPostgres | null
}

export const testSecret = 'a secret of thirty-two characters or more'

/** Whose the database is; `landlord` may create roles but is no superuser, as at a hosting provider. */
export type Owner = 'superuser' | 'landlord'

/**
 * One migrated database for the tests around the call. A test gets it with its own context, and is skipped with the
 * reason where the machine has no native PostgreSQL.
 */
export function useDatabase(
  kind: DatabaseKind,
  owner: Owner = 'superuser',
): (context: TestContext) => TestDatabase {
  let opened: TestDatabase | undefined
  const cluster = useCluster(kind === 'native')
  beforeAll(async () => {
    const found = cluster.found()
    if (kind === 'native' && found === null) return
    const ownUrl = found === null ? null : await found.createDatabase()
    const databaseUrl = ownUrl !== null && owner === 'landlord' ? await handOver(ownUrl) : ownUrl
    const open = await openDatabase({ databaseUrl, dataDir: null, secret: testSecret })
    const adminUrl = ownUrl ?? open.adminUrl ?? ''
    const admin = new pg.Client({ connectionString: adminUrl })
    // A cluster that is stopped first tells its connections so.
    admin.on('error', () => {})
    await admin.connect()
    opened = { kind, open, admin, adminUrl, cluster: found }
  })
  afterAll(async () => {
    await opened?.admin.end()
    await opened?.open.close()
  })
  return context => {
    if (opened === undefined) {
      cluster.require(context)
      throw new Error('the database was not opened')
    }
    return opened
  }
}

/** Gives a database to a new role and answers with its connection string. */
async function handOver(superuserUrl: string): Promise<string> {
  const url = new URL(superuserUrl)
  const database = url.pathname.slice(1)
  url.username = `landlord_${database}`
  url.password = 'rent'
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await client.query(`CREATE ROLE ${url.username} LOGIN CREATEROLE PASSWORD '${url.password}'`)
    await client.query(`ALTER DATABASE ${database} OWNER TO ${url.username}`)
    // Installing the extension is the provider's part.
    await client.query('CREATE EXTENSION vector')
  } finally {
    await client.end()
  }
  return url.toString()
}

interface Cluster {
  found(): StartedPostgres | null
  /** Skips the test when there is none. */
  require(context: TestContext): StartedPostgres
}

/** The native cluster for the tests around the call. */
export function useCluster(wanted = true): Cluster {
  let found: StartedPostgres | null = null
  let reason = ''
  beforeAll(async () => {
    if (!wanted) return
    const native = await startNativePostgres()
    if (native.kind === 'started') found = native
    else reason = native.reason
  })
  afterAll(async () => {
    await found?.stop()
  })
  return {
    found: () => found,
    require: context => found ?? context.skip(reason),
  }
}

/** The SQLSTATE a statement was refused with; null when it was not. */
export async function refusal(statement: Promise<unknown>): Promise<string | null> {
  try {
    await statement
    return null
  } catch (error) {
    const { code, meta } = error as { code?: string; meta?: { driverAdapterError?: { cause?: unknown } } }
    const cause = meta?.driverAdapterError?.cause as { originalCode?: string } | undefined
    return cause?.originalCode ?? code ?? String(error)
  }
}

/**
 * Runs statements as the server does: restricted role, in a tenant or in none, and takes everything back at the end.
 */
export async function asServer<T>(
  client: pg.Client,
  tenantId: string | null,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  await client.query('BEGIN')
  try {
    await client.query(
      "SELECT set_config('role', 'countersign_app', true), set_config('app.tenant_id', $1, true)",
      [tenantId ?? ''],
    )
    return await work(client)
  } finally {
    await client.query('ROLLBACK')
  }
}
