import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { SchemaEnginePg } from './schema-engine-adapter.ts'

/** One migration on disk: its folder name and its SQL. */
export interface MigrationSource {
  readonly name: string
  readonly sql: string
}

/** A Prisma schema file: path for messages, text. */
export interface SchemaSource {
  readonly path: string
  readonly content: string
}

export interface MigrationHistory {
  /** Applied, failed or edited migrations that block going on; empty when all is well. */
  readonly problems: readonly string[]
  /** On disk but not applied, in order. */
  readonly pending: readonly string[]
}

/** Prisma's own schema engine, in WebAssembly: it needs no native binary and writes the official `_prisma_migrations`. */
export interface SchemaEngine {
  /**
   * Applies what is missing, one process at a time. A migration that failed, or whose process died, has left nothing
   * and is tried again.
   *
   * @returns the names of those applied now
   * @throws when the database's history and the list disagree, and when one fails, saying why
   */
  applyMigrations(migrations: readonly MigrationSource[]): Promise<readonly string[]>
  history(migrations: readonly MigrationSource[]): Promise<MigrationHistory>
  /** SQL that would turn the connected database into the schema; empty when they agree. */
  diffFromDatabase(): Promise<string>
  /** SQL that creates the schema from nothing. */
  script(): Promise<string>
  close(): Promise<void>
}

interface WasmEngine {
  applyMigrations(input: unknown): Promise<{ appliedMigrationNames: string[] }>
  diagnoseMigrationHistory(input: unknown): Promise<{
    history: null | { diagnostic: string; unappliedMigrationNames?: string[] }
    failedMigrationNames: string[]
    editedMigrationNames: string[]
  }>
  markMigrationRolledBack(input: { migrationName: string }): Promise<unknown>
  diff(input: unknown): Promise<{ stdout: string | null; exitCode: number }>
}

interface WasmBindings {
  __wbg_set_wasm(exports: unknown): void
  SchemaEngine: {
    new: (options: unknown, log: (message: string) => void, factory: unknown) => Promise<WasmEngine>
  }
}

/** Node has WebAssembly, but its types come only with those of a browser. */
const runtime = globalThis as unknown as {
  WebAssembly: {
    instantiate(
      bytes: Uint8Array,
      imports: Record<string, unknown>,
    ): Promise<{ instance: { exports: Record<string, unknown> } }>
  }
}
const noFilters = { externalTables: [], externalEnums: [] }
/** The advisory lock every schema engine of Prisma takes while it changes a database. */
const migrationLock = 72707369
let bindings: Promise<WasmBindings> | undefined

async function load(): Promise<WasmBindings> {
  const require = createRequire(import.meta.url)
  // The package's main entry imports the .wasm as a module, which is for bundlers: in Node its two parts are joined by hand.
  const glue = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  // The engine's glue reports a panic through this global, which Prisma's own wrapper would have set.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message(message: string) {
        throw new Error(`the schema engine failed: ${message}`)
      },
    },
  })
  const module = (await import(pathToFileURL(glue).href)) as WasmBindings
  const { instance } = await runtime.WebAssembly.instantiate(readFileSync(glue.replace(/\.js$/, '.wasm')), {
    './schema_engine_bg.js': module,
  })
  module.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
  return module
}

/**
 * Opens the engine on a database.
 *
 * @param url connection string of a role that may change the schema
 * @param schema the Prisma schema, one entry a file
 */
export async function openSchemaEngine(url: string, schema: readonly SchemaSource[]): Promise<SchemaEngine> {
  bindings ??= load()
  const { SchemaEngine } = await bindings
  // The engine takes an advisory lock and keeps it as long as its connection lives, so the connection must end with it.
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0 })
  const driver = new SchemaEnginePg(pool)
  const factory = bindMigrationAwareSqlAdapterFactory(driver)
  const datamodels = schema.map(file => [file.path, file.content])
  const engine = await SchemaEngine.new({ datamodels }, () => {}, factory)
  const list = (migrations: readonly MigrationSource[]) => ({
    baseDir: 'prisma/migrations',
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
    shadowDbInitScript: '',
  })
  const files = schema.map(({ path, content }) => ({ path, content }))
  const diff = async (from: unknown) => {
    const answer = await engine.diff({
      from,
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: noFilters,
      shadowDatabaseUrl: null,
    })
    const sql = answer.stdout ?? ''
    return /^\s*-- This is an empty migration\.?\s*$/.test(sql) ? '' : sql
  }
  const diagnose = (migrations: readonly MigrationSource[]) =>
    engine.diagnoseMigrationHistory({
      migrationsList: list(migrations),
      optInToShadowDatabase: false,
      filters: noFilters,
    })
  const history = async (migrations: readonly MigrationSource[]): Promise<MigrationHistory> => {
    const { history, failedMigrationNames, editedMigrationNames } = await diagnose(migrations)
    const behind = history === null || history.diagnostic === 'databaseIsBehind'
    return {
      problems: [
        ...failedMigrationNames.map(name => `failed: ${name}`),
        ...editedMigrationNames.map(name => `edited after it was applied: ${name}`),
        ...(behind ? [] : [`history: ${history.diagnostic}`]),
      ],
      pending: history?.unappliedMigrationNames ?? [],
    }
  }
  return {
    async applyMigrations(migrations) {
      // With the lock held nobody else is at work: what is unfinished now was left by a process that failed or died, and
      // being one transaction it left nothing. Without this the database could not be opened again.
      await pool.query('SELECT pg_advisory_lock($1)', [migrationLock])
      const { failedMigrationNames } = await diagnose(migrations)
      for (const migrationName of failedMigrationNames)
        await engine.markMigrationRolledBack({ migrationName })
      const { problems } = await history(migrations)
      if (problems.length > 0) throw new Error(`migrations cannot go on: ${problems.join('; ')}`)
      try {
        const answer = await engine.applyMigrations({ migrationsList: list(migrations), filters: noFilters })
        return answer.appliedMigrationNames
      } catch (error) {
        // The engine names the migration but not what PostgreSQL said, which only the adapter has heard.
        const name = /migration_name="([^"]+)"/.exec(String(error))?.[1]
        const cause = driver.scriptError
        if (name === undefined || cause === undefined) throw error
        throw new Error(`migration ${name} failed: ${cause.message}`, { cause })
      }
    },
    history,
    diffFromDatabase: () => diff({ tag: 'schemaDatasource', files, configDir: '.' }),
    script: () => diff({ tag: 'empty' }),
    close: () => pool.end(),
  }
}
