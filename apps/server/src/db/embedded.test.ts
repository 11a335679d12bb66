import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { type EmbeddedPostgres, startEmbedded } from './embedded.ts'
import { sqlOf } from './sql-of.ts'
import { useDatabase } from './use-database.fixture.ts'

const folders: string[] = []
const children: ChildProcess[] = []

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-'))
  folders.push(folder)
  return folder
}

/** Another process that opens the folder and writes into it; answers with `open` or with why it could not. */
async function openElsewhere(folder: string): Promise<{ child: ChildProcess; said: string }> {
  const script = `
    import { createRequire } from 'node:module'
    import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
    const pg = createRequire(${JSON.stringify(import.meta.filename)})('pg')
    const said = await startEmbedded(${JSON.stringify(folder)}).then(async ({ url }) => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query('CREATE TABLE kept AS SELECT 42 AS number')
      return 'open'
    }).catch(error => error.message)
    process.stdout.write(said + '\\n')
    if (said === 'open') setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: said.toString().trim() }
}

async function query(embedded: EmbeddedPostgres, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: embedded.url })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

describe('the folder of an embedded database', () => {
  it('is opened by one process at a time, and leaves nothing elsewhere once it is closed', async () => {
    const folder = newFolder()
    const first = await startEmbedded(folder)
    const socket = new URL(first.url).searchParams.get('host') ?? ''
    try {
      expect((await openElsewhere(folder)).said).toMatch(/in use by another process/)
      await expect(startEmbedded(folder)).rejects.toThrow(/in use by another process/)
      expect((await query(first, 'SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
      expect(existsSync(socket)).toBe(true)
    } finally {
      await first.close()
    }
    expect(existsSync(socket)).toBe(false)
  })

  it('is opened by one of two that start at the same moment, and holds what that one wrote after a kill', async () => {
    const folder = newFolder()
    const both = await Promise.all([openElsewhere(folder), openElsewhere(folder)])
    const [opened, refused] = both.sort((a, b) => a.said.length - b.said.length)
    expect(opened?.said).toBe('open')
    expect(refused?.said).toBe(`the database in ${folder} is in use by another process`)
    opened?.child.kill('SIGKILL')
    if (opened !== undefined) await once(opened.child, 'exit')
    const after = await startEmbedded(folder)
    try {
      expect((await query(after, 'SELECT number FROM kept')).rows).toEqual([{ number: 42 }])
    } finally {
      await after.close()
    }
  })
})

describe('connections to the embedded database', () => {
  const database = useDatabase('embedded')

  it('get their own answers, however many talk at once', async context => {
    const { open } = database(context)
    const tenants = Array.from({ length: 30 }, () => crypto.randomUUID())
    const statements = tenants.map((tenant, index) =>
      open.database.statement<{ tenant: string; number: number }>(
        'SELECT $1::text AS tenant, $2::int AS number',
        [tenant, index],
      ),
    )
    const transactions = tenants.map((tenant, index) =>
      open.database.withTenant(tenant, async tx => {
        const sql = sqlOf(tx)
        const answers: unknown[] = []
        for (let turn = 0; turn < 5; turn += 1) {
          const [row] = await sql.$queryRaw<
            unknown[]
          >`SELECT current_setting('app.tenant_id') AS tenant, ${index * 10 + turn}::int AS number`
          answers.push(row)
        }
        return answers
      }),
    )
    const raw = Promise.all(
      tenants.map(async (_, index) => {
        const client = new pg.Client({ connectionString: open.adminUrl ?? '' })
        await client.connect()
        try {
          // Another shape of statement, so that a mixed-up Parse is seen as a wrong answer or a wrong type.
          return (await client.query("SELECT $1::int + 1 AS next, now() AS at, 'x' AS letter", [index]))
            .rows[0]?.next
        } finally {
          await client.end()
        }
      }),
    )
    const [fromStatements, fromTransactions, fromRaw] = await Promise.all([
      Promise.all(statements),
      Promise.all(transactions),
      raw,
    ])
    expect(fromStatements).toEqual(tenants.map((tenant, number) => [{ tenant, number }]))
    expect(fromTransactions).toEqual(
      tenants.map((tenant, index) =>
        Array.from({ length: 5 }, (_, turn) => ({ tenant, number: index * 10 + turn })),
      ),
    )
    expect(fromRaw).toEqual(tenants.map((_, index) => index + 1))
  })
})

describe('a large value', () => {
  it('goes in and comes out as it was', async () => {
    const database = await startEmbedded(newFolder())
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    const bytes = Buffer.alloc(4 * 1024 * 1024)
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = at % 251
    await client.query('CREATE TABLE kept (bytes bytea)')
    await client.query('INSERT INTO kept VALUES ($1)', [bytes])
    const { rows } = await client.query<{ bytes: Buffer }>('SELECT bytes FROM kept')
    expect(rows[0]?.bytes.equals(bytes)).toBe(true)
    await client.end()
    await database.close()
  })
})
