import { readFileSync } from 'node:fs'
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
  'human_actions',
  'inbound_events',
  'sync_events',
]

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

  it('crosses tenants only through the functions of platform.repo, each with a fixed search path', async context => {
    const source = readFileSync(join(import.meta.dirname, 'platform.repo.ts'), 'utf8')
    const functions = await listDefinerFunctions(database(context).admin)
    const called = functions.filter(({ name }) => new RegExp(`\\b${name}\\(`).test(source))
    expect(functions).toEqual(called)
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
