import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MigrationSource, SchemaSource } from './schema-engine.ts'

const prismaFolder = join(import.meta.dirname, '../../../../prisma')

/** The migrations of this version, in the order they are applied. */
export function readMigrations(): MigrationSource[] {
  const folder = join(prismaFolder, 'migrations')
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort()
    .map(name => ({ name, sql: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }))
}

/** The Prisma schema, one entry a file. */
export function readSchema(): SchemaSource[] {
  const folder = join(prismaFolder, 'schema')
  return readdirSync(folder)
    .filter(name => name.endsWith('.prisma'))
    .sort()
    .map(path => ({ path, content: readFileSync(join(folder, path), 'utf8') }))
}
