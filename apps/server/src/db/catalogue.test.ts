import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  findLooseForeignKeys,
  findPowers,
  findUnprotectedTables,
  listDefinerFunctions,
  listTenantTables,
  readTableGrants,
} from './catalogue.fixture.ts'
import { asServer, databaseKinds, refusal, type TestDatabase, useDatabase } from './use-database.fixture.ts'

const appendOnly = [
  'ai_decisions',
  'approvals',
  'audit_events',
  'command_receipts',
  'evaluation_results',
  'human_actions',
  'inbound_events',
  'readiness_reports',
  'sync_events',
]

/**
 * Tables without a `tenant_id` the restricted role may do something with. Of tenants and their people, row-level security
 * shows a tenant its own.
 */
const opened: Readonly<Record<string, string>> = {
  _prisma_migrations: 'SELECT',
  ai_models: 'SELECT',
  tenants: 'INSERT, SELECT, UPDATE',
  users: 'SELECT',
}

/** Runs `plant` and the check after it, and takes the planting back. */
async function planted<T>({ admin }: TestDatabase, plant: string, check: () => Promise<T>): Promise<T> {
  await admin.query('BEGIN')
  try {
    await admin.query(plant)
    return await check()
  } finally {
    await admin.query('ROLLBACK')
  }
}

describe.each(databaseKinds)('the catalogue, %s', kind => {
  const database = useDatabase(kind)

  it('holds every table with a tenant_id to its tenant', async context => {
    const { admin } = database(context)
    expect(await listTenantTables(admin)).toEqual(
      expect.arrayContaining(['messages', 'suggestions', 'chunks']),
    )
    expect(await findUnprotectedTables(admin)).toEqual([])
  })

  it.for<[string, string, string[]]>([
    [
      'without row-level security',
      'CREATE TABLE planted (tenant_id uuid)',
      [
        'planted: row-level security is off',
        'planted: row-level security is not forced on its owner',
        'planted: no policy holds it to its tenant, read and written',
      ],
    ],
    [
      'whose policy is not forced on the owner',
      "CREATE TABLE planted (tenant_id uuid); SELECT protect_tenant_table('planted', 'SELECT'); ALTER TABLE planted NO FORCE ROW LEVEL SECURITY",
      ['planted: row-level security is not forced on its owner'],
    ],
    [
      'whose policy guards reading only',
      `CREATE TABLE planted (tenant_id uuid); ALTER TABLE planted ENABLE ROW LEVEL SECURITY; ALTER TABLE planted FORCE ROW LEVEL SECURITY;
       CREATE POLICY tenant_isolation ON planted USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (true)`,
      [
        'planted: no policy holds it to its tenant, read and written',
        "planted: the policy tenant_isolation opens more than the tenant's rows",
      ],
    ],
    [
      'with a second policy that opens it again',
      "CREATE TABLE planted (tenant_id uuid); SELECT protect_tenant_table('planted', 'SELECT'); CREATE POLICY wide ON planted FOR SELECT USING (true)",
      ["planted: the policy wide opens more than the tenant's rows"],
    ],
  ])('finds a planted table %s', async ([, plant, findings], context) => {
    const test = database(context)
    expect(await planted(test, plant, () => findUnprotectedTables(test.admin))).toEqual(findings)
  })

  it('ties tenant tables together by tenant and id', async context => {
    expect(await findLooseForeignKeys(database(context).admin)).toEqual([])
  })

  it.for<[string, string, string[]]>([
    [
      'by id alone',
      'CREATE TABLE planted (tenant_id uuid, message_id uuid CONSTRAINT loose REFERENCES messages (id))',
      ['planted: loose does not include tenant_id'],
    ],
    [
      'by its tenant to another column',
      `CREATE TABLE planted (tenant_id uuid, message_id uuid,
         CONSTRAINT crossed FOREIGN KEY (message_id, tenant_id) REFERENCES messages (tenant_id, id))`,
      ['planted: crossed does not include tenant_id'],
    ],
    [
      'in a way that empties its tenant',
      `CREATE TABLE planted (tenant_id uuid, message_id uuid,
         CONSTRAINT emptied FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE SET NULL)`,
      ['planted: emptied would empty tenant_id'],
    ],
  ])('finds a planted table tied %s', async ([, plant, findings], context) => {
    const test = database(context)
    expect(await planted(test, plant, () => findLooseForeignKeys(test.admin))).toEqual(findings)
  })

  it('gives the restricted role no power and nothing to own', async context => {
    const { admin } = database(context)
    expect(await findPowers(admin, 'countersign_app')).toEqual([])
    const { rows } = await admin.query("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'countersign_app'")
    expect(rows).toEqual([{ rolcanlogin: false }])
  })

  it('finds planted powers', async context => {
    const test = database(context)
    const plant = `CREATE ROLE planted SUPERUSER BYPASSRLS CREATEROLE CREATEDB; GRANT pg_read_all_data TO planted;
      CREATE TABLE owned (id int); ALTER TABLE owned OWNER TO planted`
    expect(await planted(test, plant, () => findPowers(test.admin, 'planted'))).toEqual([
      'superuser',
      'bypasses row-level security',
      'creates roles',
      'creates databases',
      'creates in public',
      'owns table owned',
      'is a pg_read_all_data',
    ])
  })

  it('lets history be read and added to, and nothing else', async context => {
    const grants = await readTableGrants(database(context).admin, 'countersign_app')
    expect(Object.keys(grants).filter(table => grants[table] === 'INSERT, SELECT')).toEqual(appendOnly)
    const beyond = Object.entries(grants).filter(([, privileges]) =>
      /TRUNCATE|REFERENCES|TRIGGER/.test(privileges),
    )
    expect(beyond).toEqual([])
  })

  it('shows neither password hashes nor sessions to the restricted role', async context => {
    const { admin } = database(context)
    for (const statement of [
      'SELECT password_hash FROM users',
      'SELECT * FROM users',
      'SELECT * FROM sessions',
    ]) {
      expect(await refusal(asServer(admin, crypto.randomUUID(), client => client.query(statement)))).toBe(
        '42501',
      )
    }
  })

  it('opens what is of no tenant to the restricted role in a few columns at most', async context => {
    const { rows } = await database(context).admin.query<{ name: string; may: string }>(`
      SELECT c.relname AS name, string_agg(command, ', ' ORDER BY command) AS may
      FROM pg_class c, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE']) command
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
        AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id')
        AND has_any_column_privilege('countersign_app', c.oid, command)
      GROUP BY c.relname ORDER BY c.relname`)
    expect(Object.fromEntries(rows.map(({ name, may }) => [name, may]))).toEqual(opened)
    const { rows: emptied } = await database(context).admin.query<{ name: string }>(`
      SELECT c.relname AS name FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id')
        AND has_table_privilege('countersign_app', c.oid, 'DELETE, TRUNCATE')`)
    expect(emptied).toEqual([])
  })

  it('crosses tenants only through the functions of the platform repos, each with a fixed search path', async context => {
    const source = readdirSync(import.meta.dirname)
      .filter(name => /^platform[\w-]*[.]repo[.]ts$/.test(name))
      .map(name => readFileSync(join(import.meta.dirname, name), 'utf8'))
      .join('\n')
    const functions = await listDefinerFunctions(database(context).admin)
    const callable = functions.filter(one => !one.trigger)
    const called = callable.filter(({ name }) => new RegExp(`\\b${name}\\(`).test(source))
    expect(callable).toEqual(called)
    expect(functions.filter(one => one.trigger).map(one => one.name)).toEqual(['link_audit_event'])
    expect(functions.length).toBeGreaterThan(10)
    expect(functions.filter(one => one.everyone)).toEqual([])
    // pg_temp is named last because PostgreSQL searches it first when it is not named.
    expect(
      functions.filter(one => one.settings.join() !== 'search_path=pg_catalog, public, pg_temp'),
    ).toEqual([])
  })

  it.for<[string, string, number]>([
    ['is not led astray by a temporary table of the same name', 'SELECT 1', 0],
    [
      'would be, were pg_temp left out of the search path',
      'ALTER FUNCTION route_channel(text) SET search_path = pg_catalog, public',
      1,
    ],
  ])('%s', async ([, change, rows], context) => {
    const test = database(context)
    const found = await planted(test, change, async () => {
      await test.admin.query(`
        SET LOCAL ROLE countersign_app;
        CREATE TEMP TABLE channels AS
          SELECT gen_random_uuid() AS id, tenant_id, 'webchat'::channel_type AS type, 'planted' AS key, true AS active
          FROM (SELECT '${crypto.randomUUID()}'::uuid AS tenant_id) one;
        CREATE TEMP TABLE tenants AS SELECT tenant_id AS id, 'active'::tenant_status AS status FROM channels`)
      return test.admin.query("SELECT * FROM route_channel('planted')")
    })
    expect(found.rowCount).toBe(rows)
  })
})

describe('the server on a native database', () => {
  const database = useDatabase('native')

  it('is neither owner nor superuser, whatever it sets', async context => {
    const { open, admin } = database(context)
    const { rows } = await open.client.pool.query<{ current: string; session: string }>(
      'SELECT current_user AS current, session_user AS session',
    )
    const [user] = rows
    expect(user?.current).toBe(user?.session)
    expect(user?.session).toMatch(/^countersign_server_/)
    expect(await findPowers(admin, user?.session ?? '')).toEqual([])
    expect(await refusal(open.client.pool.query('SET ROLE postgres'))).toBe('42501')
    expect(await refusal(open.client.pool.query('ALTER TABLE messages DISABLE ROW LEVEL SECURITY'))).toBe(
      '42501',
    )
    expect(await refusal(open.client.pool.query('DROP POLICY tenant_isolation ON messages'))).toBe('42501')
  })
})
