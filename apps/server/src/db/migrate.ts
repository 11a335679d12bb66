import { readMigrations, readSchema } from './migration-files.ts'
import { openSchemaEngine, type SchemaEngine } from './schema-engine.ts'

export interface MigrationStatus {
  readonly problems: readonly string[]
  readonly pending: readonly string[]
}

/**
 * Applies what is missing. Running it again changes nothing.
 *
 * @param url a role that may create tables, roles and extensions
 * @returns the names of the migrations applied now
 * @throws when the database's history and the files disagree, and when a migration fails
 */
export function migrate(url: string): Promise<readonly string[]> {
  return withEngine(url, engine => engine.applyMigrations(readMigrations()))
}

export function migrationStatus(url: string): Promise<MigrationStatus> {
  return withEngine(url, engine => engine.history(readMigrations()))
}

/** SQL that would bring the database to the Prisma schema; empty when they agree. */
export function schemaDrift(url: string): Promise<string> {
  return withEngine(url, engine => engine.diffFromDatabase())
}

async function withEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const engine = await openSchemaEngine(url, readSchema())
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}
