import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { growTenant } from '../../db/grown-tenant.fixture.ts'
import { useCluster } from '../../db/use-database.fixture.ts'
import { rootRouter } from '../root-router.ts'
import { procedureCases } from './procedure-cases.fixture.ts'
import { hearStatements, isHeld, readPlan, type Scan, type StatementEar } from './read-plans.fixture.ts'
import { type IdsOf, startTwoTenants, type TwoTenants } from './two-tenants.fixture.ts'

/** A small tenant beside a large one: reading the whole table would be reading the other's rows. */
const sizes = { small: 30, large: 4_000 }

const cluster = useCluster()
let tenants: TwoTenants | undefined
let ear: StatementEar | undefined
let tenantTables: string[] = []
let large: string[] = []

beforeAll(async () => {
  const found = cluster.found()
  if (found === null) return
  ear = hearStatements()
  tenants = await startTwoTenants({ DATABASE_URL: await found.createDatabase() })
  const { admin, stranger, victim } = tenants
  await growTenant(admin, stranger, sizes.small)
  await growTenant(admin, victim, sizes.large)
  await admin.query('ANALYZE')
  const { rows } = await admin.query<{ name: string; rows: number }>(
    `SELECT c.relname AS name, c.reltuples::int AS rows FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`,
  )
  tenantTables = rows.map(({ name }) => name)
  large = rows.filter(one => one.rows > sizes.large / 2).map(({ name }) => name)
})
afterAll(async () => {
  ear?.close()
  await tenants?.close()
})

function parts(): { tenants: TwoTenants; ear: StatementEar } {
  if (tenants === undefined || ear === undefined) throw new Error('the server was not started')
  return { tenants, ear }
}

function started(context: TestContext): TwoTenants {
  cluster.require(context)
  return parts().tenants
}

const procedures = rootRouter._def.procedures as unknown as Readonly<
  Record<string, { readonly _def: { readonly type: string } }>
>
/** What is read of all tenants, by those who look after them, is not held to one. */
const beyondTenants = ['anyone', 'platform']
const queries = Object.entries(procedureCases)
  .filter(
    ([path, { callers }]) => procedures[path]?._def.type === 'query' && !beyondTenants.includes(callers),
  )
  .map(([path]) => path)

/** Calls a procedure with each of its inputs; answers with the statements it sent. */
async function statementsOf(path: string, token: string, ids: IdsOf) {
  const { tenants, ear } = parts()
  const { inputs = [], plain } = procedureCases[path] ?? {}
  const statements: ReturnType<StatementEar['of']> = []
  for (const input of inputs.length > 0 ? inputs.map(make => make(ids)) : [plain]) {
    const url = `${tenants.test.url}/trpc/${path}`
    const { status, headers } = await fetch(
      input === undefined ? url : `${url}?input=${encodeURIComponent(JSON.stringify(input))}`,
      { headers: { authorization: `Bearer ${token}` } },
    )
    if (status !== 200) throw new Error(`${path} was answered with ${status}`)
    statements.push(...ear.of(headers.get('x-request-id') ?? ''))
  }
  return statements
}

const reads = (text: string) => /^\s*(SELECT|WITH)\b/i.test(text) && !/set_config\('role'/.test(text)

describe('the plan of what a screen reads, for a small tenant beside a large one', () => {
  it.for(queries)('%s: looks at no rows but its own', async (path, context) => {
    const { admin, stranger, tokens, strangerIds } = started(context)
    const statements = await statementsOf(path, tokens.owner, strangerIds)
    expect(statements, 'nothing was heard').not.toEqual([])
    const loose: (Scan & { indexes: string })[] = []
    for (const statement of statements.filter(({ text }) => reads(text))) {
      for (const indexes of ['chosen', 'needed'] as const) {
        const scans = await readPlan(admin, stranger.tenantId, statement, indexes)
        // A table of a few rows is read whole whatever indexes it has; that it has one is seen when it is not.
        const judged = scans.filter(({ table }) =>
          (indexes === 'needed' ? tenantTables : large).includes(table),
        )
        loose.push(...judged.filter(scan => !isHeld(scan)).map(scan => ({ ...scan, indexes })))
      }
    }
    expect(loose).toEqual([])
  })

  it('costs one round trip to know who asks and what they may', async context => {
    const { test, tokens } = started(context)
    const { status, headers } = await fetch(`${test.url}/trpc/conversation.counts`, {
      headers: { authorization: `Bearer ${tokens.guest}` },
    })
    expect(status).toBe(403)
    expect(parts().ear.of(headers.get('x-request-id') ?? '').length).toBeLessThanOrEqual(1)
  })

  it('would be seen reading a whole table, or an index from end to end', async context => {
    const { admin, stranger } = started(context)
    const heldBy = async (text: string, indexes: 'chosen' | 'needed') =>
      (await readPlan(admin, stranger.tenantId, { text, values: [] }, indexes)).map(isHeld)
    await admin.query('CREATE TABLE planted (id uuid PRIMARY KEY, tenant_id uuid, at timestamptz)')
    await admin.query("SELECT protect_tenant_table('planted', 'SELECT')")
    expect(await heldBy('SELECT * FROM planted', 'chosen')).toEqual([false])
    expect(await heldBy('SELECT * FROM planted ORDER BY id', 'needed')).toEqual([false])
    await admin.query('CREATE INDEX ON planted (tenant_id, at)')
    expect(await heldBy('SELECT * FROM planted ORDER BY at', 'needed')).toEqual([true])
    await admin.query('DROP TABLE planted')
    expect(large).toEqual(expect.arrayContaining(['messages', 'conversations', 'customers', 'sync_events']))
  })
})
