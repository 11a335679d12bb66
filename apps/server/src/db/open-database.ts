import { join } from 'node:path'
import pg from 'pg'
import { type DatabaseClient, openClient } from './client.ts'
import { reachEmbedded, startEmbedded } from './embedded.ts'
import { migrate, migrationStatus } from './migrate.ts'
import { ensureServerRole, mayPrepare } from './server-role.ts'
import { type Database, makeDatabase } from './tenant-tx.ts'

export interface OpenDatabase {
  readonly database: Database
  readonly client: DatabaseClient
  /** The restricted role's connection string, for the job queue. */
  readonly serverUrl: string
  /** A role that may create the job queue's tables; null when the database was prepared by someone else. */
  readonly adminUrl: string | null
  readonly embedded: boolean
  readonly applied: readonly string[]
  close(): Promise<void>
}

export interface DatabasePlace {
  /** Native PostgreSQL; null starts the embedded one in `dataDir`. */
  readonly databaseUrl: string | null
  /** Null keeps the embedded database in memory. */
  readonly dataDir: string | null
  /** What the native server role's password is derived from. */
  readonly secret: string
  /** An embedded database that a server has open is used through that server; absent: that is an error. */
  readonly beside?: boolean
}

/** Starts or connects to the database, migrates it, and hands out the restricted connection. */
export async function openDatabase(place: DatabasePlace): Promise<OpenDatabase> {
  if (place.databaseUrl === null) {
    const folder = place.dataDir === null ? null : join(place.dataDir, 'postgres')
    const embedded =
      folder !== null && place.beside === true
        ? await reachEmbedded(folder)
        : { ...(await startEmbedded(folder)), joined: false }
    try {
      if (embedded.joined) await refuseOtherVersion(embedded.url)
      const applied = embedded.joined ? [] : await migrate(embedded.url)
      return connect(embedded.url, embedded.url, true, applied, embedded.close)
    } catch (error) {
      await embedded.close()
      throw error
    }
  }
  if (await mayPrepare(place.databaseUrl)) {
    const adminUrl = place.databaseUrl
    return oneAtATime(adminUrl, async () => {
      const applied = await migrate(adminUrl)
      const serverUrl = await ensureServerRole(adminUrl, place.secret)
      return connect(serverUrl, adminUrl, false, applied, async () => {})
    })
  }
  await refuseOtherVersion(place.databaseUrl)
  return connect(place.databaseUrl, null, false, [], async () => {})
}

/** For whoever may not migrate: the server whose database it is, or the role that owns it, has to have done so. */
async function refuseOtherVersion(url: string): Promise<void> {
  const { problems, pending } = await migrationStatus(url)
  if (problems.length + pending.length > 0) {
    throw new Error('the database is not at this version: run the migrations with the role that owns it')
  }
}

/**
 * Lets one process at a time prepare a database: the engine's own lock covers applying migrations, not finding out which
 * are missing.
 */
async function oneAtATime<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'countersign-prepare' })
  await client.connect()
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('countersign prepare'))")
    return await work()
  } finally {
    await client.end()
  }
}

function connect(
  serverUrl: string,
  adminUrl: string | null,
  embedded: boolean,
  applied: readonly string[],
  after: () => Promise<void>,
): OpenDatabase {
  const client = openClient(serverUrl, embedded ? 8 : 16, !embedded)
  return {
    database: makeDatabase(client),
    client,
    serverUrl,
    adminUrl,
    embedded,
    applied,
    async close() {
      await client.close()
      await after()
    },
  }
}
