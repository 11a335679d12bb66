import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { describeSchema } from './catalogue.fixture.ts'
import { migrate, migrationStatus, schemaDrift } from './migrate.ts'
import { readMigrations, readSchema } from './migration-files.ts'
import { openSchemaEngine, type SchemaEngine } from './schema-engine.ts'
import { databaseKinds, useCluster, useDatabase } from './use-database.fixture.ts'

async function withEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const engine = await openSchemaEngine(url, readSchema())
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}

describe.each(databaseKinds)('migrations, %s', kind => {
  const database = useDatabase(kind)
  const bad = { name: '21000101000000_bad', sql: 'CREATE TABLE half (id int);\nSELECT 1/0;\n' }

  it('make what the Prisma schema says', async context => {
    const { adminUrl, open } = database(context)
    expect(open.applied).toEqual(readMigrations().map(migration => migration.name))
    expect(await schemaDrift(adminUrl)).toBe('')
  })

  it('show up as drift where they and the Prisma schema differ', async context => {
    const { admin, adminUrl } = database(context)
    await admin.query('ALTER TABLE customers ADD COLUMN planted int')
    try {
      expect(await schemaDrift(adminUrl)).toContain('DROP COLUMN "planted"')
    } finally {
      await admin.query('ALTER TABLE customers DROP COLUMN planted')
    }
  })

  it('change nothing when they run again', async context => {
    const { admin, adminUrl } = database(context)
    const before = await describeSchema(admin)
    expect(await migrate(adminUrl)).toEqual([])
    expect(await describeSchema(admin)).toBe(before)
    expect(before).toContain('policy messages tenant_isolation')
    expect(await migrationStatus(adminUrl)).toEqual({ problems: [], pending: [] })
  })

  it('are reported when one was edited after it was applied', async context => {
    const [first, ...rest] = readMigrations()
    if (first === undefined) throw new Error('no migrations')
    const edited = [{ ...first, sql: `${first.sql}-- edited` }, ...rest]
    const { problems } = await withEngine(database(context).adminUrl, engine => engine.history(edited))
    expect(problems).toEqual([`edited after it was applied: ${first.name}`])
  })

  it('are reported when the database is ahead of the files', async context => {
    const fewer = readMigrations().slice(0, -1)
    const { problems } = await withEngine(database(context).adminUrl, engine => engine.history(fewer))
    expect(problems).toHaveLength(1)
  })

  it('are listed while they are missing', async context => {
    const more = [...readMigrations(), bad]
    const history = await withEngine(database(context).adminUrl, engine => engine.history(more))
    expect(history).toEqual({ problems: [], pending: [bad.name] })
  })

  it('leave nothing when they fail half-way, say why, and can be tried again', async context => {
    const { admin, adminUrl } = database(context)
    const before = await describeSchema(admin)
    const mended = { ...bad, sql: bad.sql.replace('1/0', '1') }
    await expect(
      withEngine(adminUrl, engine => engine.applyMigrations([...readMigrations(), bad])),
    ).rejects.toThrow(/21000101000000_bad.*division by zero/)
    expect(await describeSchema(admin)).toBe(before)
    const applied = await withEngine(adminUrl, engine =>
      engine.applyMigrations([...readMigrations(), mended]),
    )
    expect(applied).toEqual([mended.name])
    expect(await describeSchema(admin)).toContain('table half')
    await admin.query(`DROP TABLE half; DELETE FROM _prisma_migrations WHERE migration_name = '${bad.name}'`)
  })
})

describe('migrations', () => {
  const cluster = useCluster()

  it('take the flags away that tenants were made with, and leave those somebody set', async context => {
    const url = await cluster.require(context).createDatabase()
    const all = readMigrations()
    const before = all.slice(
      0,
      all.findIndex(one => one.name.endsWith('_flags_that_follow')),
    )
    await withEngine(url, engine => engine.applyMigrations(before))
    const admin = new pg.Client({ connectionString: url })
    await admin.connect()
    try {
      const tenant = crypto.randomUUID()
      await admin.query("INSERT INTO tenants (id, name) VALUES ($1, 'from before')", [tenant])
      const flags: [string, boolean][] = [
        ['AI_SUGGESTIONS_ENABLED', true],
        ['AI_AUTOSEND_ENABLED', false],
        ['RAG_ENABLED', true],
        ['FEW_SHOT_LEARNING', false],
      ]
      for (const [name, enabled] of flags) {
        await admin.query(
          'INSERT INTO feature_flags (id, tenant_id, name, enabled) VALUES (gen_random_uuid(), $1, $2, $3)',
          [tenant, name, enabled],
        )
      }
      await admin.query(
        `INSERT INTO admin_actions (id, action, target_type, target_id, target_name, reason)
         VALUES (gen_random_uuid(), 'flag_set', 'flag', $1, 'RAG_ENABLED', 'whatever everybody else has')`,
        [tenant],
      )
      await migrate(url)
      const { rows } = await admin.query<{ name: string }>('SELECT name FROM feature_flags ORDER BY name')
      expect(rows.map(row => row.name)).toEqual(['FEW_SHOT_LEARNING', 'RAG_ENABLED'])
    } finally {
      await admin.end()
    }
  })

  it('are applied once when several processes start at once', async context => {
    const url = await cluster.require(context).createDatabase()
    const applied = await Promise.all([migrate(url), migrate(url), migrate(url)])
    expect(applied.flat()).toEqual(readMigrations().map(migration => migration.name))
    expect(await schemaDrift(url)).toBe('')
  })
})
