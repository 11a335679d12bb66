import type pg from 'pg'
import { describe, expect, it, type TestContext } from 'vitest'
import { listTenantTables } from './catalogue.fixture.ts'
import { seedTenantRows, type TenantRows } from './tenant-rows.fixture.ts'
import { asServer, databaseKinds, refusal, useDatabase } from './use-database.fixture.ts'

/** Refused by row-level security or for want of the privilege, or by a guard that cannot see the other tenant's rows. */
const refusals = ['42501', '23514']

interface Tenants {
  readonly admin: pg.Client
  readonly mine: TenantRows
  readonly theirs: TenantRows
  readonly tables: readonly string[]
}

/** The tenant column: every table has `tenant_id`, a tenant itself is its `id`. */
const tenantColumn = (table: string) => (table === 'tenants' ? 'id' : 'tenant_id')

async function readTenant(client: pg.ClientBase, table: string, tenantId: string): Promise<unknown> {
  const { rows } = await client.query(
    `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${tenantColumn(table)} = $1 ORDER BY to_jsonb(t)::text`,
    [tenantId],
  )
  return rows.map(({ row }) => row)
}

describe.each(databaseKinds)('two tenants, %s', kind => {
  const database = useDatabase(kind)
  let opened: Tenants | undefined
  const prepare = async (context: TestContext): Promise<Tenants> => {
    const { admin } = database(context)
    opened ??= {
      admin,
      mine: await seedTenantRows(admin, `mine-${kind}`),
      theirs: await seedTenantRows(admin, `theirs-${kind}`),
      tables: ['tenants', ...(await listTenantTables(admin))],
    }
    return opened
  }

  it('have rows in every tenant table, or the rest would prove nothing', async context => {
    const { admin, mine, theirs, tables } = await prepare(context)
    const empty: string[] = []
    for (const table of tables) {
      for (const { tenantId } of [mine, theirs]) {
        if (((await readTenant(admin, table, tenantId)) as unknown[]).length === 0) empty.push(table)
      }
    }
    expect(empty).toEqual([])
  })

  it('see their own rows', async context => {
    const { admin, mine, tables } = await prepare(context)
    const unseen: string[] = []
    await asServer(admin, mine.tenantId, async client => {
      for (const table of tables) {
        const { rows } = await client.query(`SELECT FROM ${table} WHERE ${tenantColumn(table)} = $1`, [
          mine.tenantId,
        ])
        if (rows.length === 0) unseen.push(table)
      }
    })
    expect(unseen).toEqual([])
  })

  it.for<[string, 'mine' | null]>([
    ['see nothing of each other', 'mine'],
    ['are not seen from outside every tenant', null],
  ])('%s', async ([, who], context) => {
    const tenants = await prepare(context)
    const seen: string[] = []
    await asServer(tenants.admin, who === null ? null : tenants.mine.tenantId, async client => {
      for (const table of tenants.tables) {
        const { rows } = await client.query(`SELECT FROM ${table} WHERE ${tenantColumn(table)} = $1`, [
          tenants.theirs.tenantId,
        ])
        if (rows.length > 0) seen.push(table)
      }
      const { rows } = await client.query('SELECT FROM users WHERE id = $1', [tenants.theirs.userId])
      if (rows.length > 0) seen.push('users')
    })
    expect(seen).toEqual([])
  })

  it.for<[string, (table: string, tenants: Tenants) => Promise<pg.QueryResult>]>([
    [
      'update a row of the other',
      (table, { admin, mine, theirs }) =>
        asServer(admin, mine.tenantId, client =>
          client.query(
            `UPDATE ${table} SET ${tenantColumn(table)} = ${tenantColumn(table)} WHERE ${tenantColumn(table)} = $1`,
            [theirs.tenantId],
          ),
        ),
    ],
    [
      'delete a row of the other',
      (table, { admin, mine, theirs }) =>
        asServer(admin, mine.tenantId, client =>
          client.query(`DELETE FROM ${table} WHERE ${tenantColumn(table)} = $1`, [theirs.tenantId]),
        ),
    ],
    [
      'give a row of their own away',
      (table, { admin, mine, theirs }) =>
        asServer(admin, mine.tenantId, client =>
          client.query(`UPDATE ${table} SET ${tenantColumn(table)} = $2 WHERE ${tenantColumn(table)} = $1`, [
            mine.tenantId,
            theirs.tenantId,
          ]),
        ),
    ],
    [
      'insert a row for the other',
      async (table, { admin, mine, theirs }) => {
        const { rows } = await admin.query(
          `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${tenantColumn(table)} = $1`,
          [theirs.tenantId],
        )
        return asServer(admin, mine.tenantId, client =>
          client.query(`INSERT INTO ${table} SELECT (jsonb_populate_record(null::${table}, $1)).*`, [
            rows[0]?.row,
          ]),
        )
      },
    ],
    [
      'insert a row from outside every tenant',
      async (table, { admin, theirs }) => {
        const { rows } = await admin.query(
          `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${tenantColumn(table)} = $1`,
          [theirs.tenantId],
        )
        return asServer(admin, null, client =>
          client.query(`INSERT INTO ${table} SELECT (jsonb_populate_record(null::${table}, $1)).*`, [
            rows[0]?.row,
          ]),
        )
      },
    ],
  ])('cannot %s', async ([, attempt], context) => {
    const tenants = await prepare(context)
    const succeeded: string[] = []
    for (const table of tenants.tables) {
      let changed = 0
      const code = await refusal(
        attempt(table, tenants).then(({ rowCount }) => {
          changed = rowCount ?? 0
        }),
      )
      if (changed > 0 || (code !== null && !refusals.includes(code)))
        succeeded.push(`${table}: ${changed} ${code}`)
    }
    expect(succeeded).toEqual([])
  })

  it('cannot tie a row of their own to a row of the other', async context => {
    const { admin, mine, theirs } = await prepare(context)
    // Even the owner, to whom row-level security does not apply, is refused by the composite keys.
    for (const [table, column, value] of [
      ['conversations', 'assignee_id', theirs.memberId],
      ['conversations', 'customer_id', theirs.customerId],
      ['messages', 'conversation_id', theirs.conversationId],
      ['suggestions', 'conversation_id', theirs.conversationId],
      ['escalations', 'claimed_by_id', theirs.memberId],
    ] as const) {
      const code = await refusal(
        admin.query(`UPDATE ${table} SET ${column} = $1 WHERE tenant_id = $2`, [value, mine.tenantId]),
      )
      expect([table, column, ['23503', '23514'].includes(code ?? '') ? 'refused' : code]).toEqual([
        table,
        column,
        'refused',
      ])
    }
  })

  it('hands a global flag to every tenant, to read only', async context => {
    const { admin, mine } = await prepare(context)
    await admin.query('BEGIN')
    try {
      await admin.query(
        "INSERT INTO feature_flags (id, name, enabled) VALUES (gen_random_uuid(), 'everywhere', true)",
      )
      await admin.query(
        "SELECT set_config('role', 'countersign_app', true), set_config('app.tenant_id', $1, true)",
        [mine.tenantId],
      )
      expect((await admin.query("SELECT FROM feature_flags WHERE name = 'everywhere'")).rowCount).toBe(1)
      expect(
        (await admin.query("UPDATE feature_flags SET enabled = false WHERE name = 'everywhere'")).rowCount,
      ).toBe(0)
      expect((await admin.query("DELETE FROM feature_flags WHERE name = 'everywhere'")).rowCount).toBe(0)
    } finally {
      await admin.query('ROLLBACK')
    }
  })
})
