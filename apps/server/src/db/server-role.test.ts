import pg from 'pg'
import { describe, expect, it, type TestContext } from 'vitest'
import { findPowers } from './catalogue.fixture.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { ensureServerRole, mayPrepare } from './server-role.ts'
import { refusal, testSecret, useCluster } from './use-database.fixture.ts'

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const canSignIn = (url: string) => refusal(withClient(url, client => client.query('SELECT 1')))

describe('the role the server works as', () => {
  const cluster = useCluster()
  const prepare = async (context: TestContext) => {
    const native = cluster.require(context)
    const adminUrl = await native.createDatabase()
    await migrate(adminUrl)
    return { native, adminUrl }
  }

  it('is made once when several processes start at once, and each can sign in with it', async context => {
    const { adminUrl } = await prepare(context)
    const urls = await Promise.all(Array.from({ length: 8 }, () => ensureServerRole(adminUrl, testSecret)))
    expect(new Set(urls).size).toBe(1)
    const url = urls[0] ?? ''
    expect(await canSignIn(url)).toBe(null)
    const { username } = new URL(url)
    expect(await withClient(adminUrl, client => findPowers(client, username))).toEqual([])
  })

  it('keeps its password at the next start, and needs it', async context => {
    const { adminUrl } = await prepare(context)
    const first = await ensureServerRole(adminUrl, testSecret)
    await withClient(first, async client => {
      expect(await ensureServerRole(adminUrl, testSecret)).toBe(first)
      expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    })
    expect(await canSignIn(first)).toBe(null)
    const wrong = new URL(first)
    wrong.password = 'guessed'
    expect(await canSignIn(wrong.toString())).toBe('28P01')
  })

  it('gets a new password with a new secret', async context => {
    const { adminUrl } = await prepare(context)
    const old = await ensureServerRole(adminUrl, testSecret)
    const renewed = await ensureServerRole(adminUrl, `${testSecret}, another one`)
    expect(await canSignIn(renewed)).toBe(null)
    expect(await canSignIn(old)).toBe('28P01')
  })

  it('is enough to start with, once the database is prepared', async context => {
    const { adminUrl } = await prepare(context)
    const url = await ensureServerRole(adminUrl, testSecret)
    expect(await mayPrepare(adminUrl)).toBe(true)
    expect(await mayPrepare(url)).toBe(false)
    const open = await openDatabase({ databaseUrl: url, dataDir: null, secret: testSecret })
    try {
      expect(open).toMatchObject({ adminUrl: null, serverUrl: url, embedded: false, applied: [] })
      expect(await open.database.statement('SELECT has_any_tenant() AS some', [])).toEqual([{ some: false }])
    } finally {
      await open.close()
    }
  })

  it('is not enough where migrations are missing, which is said', async context => {
    const { adminUrl } = await prepare(context)
    const url = await ensureServerRole(adminUrl, testSecret)
    await withClient(adminUrl, client =>
      client.query(
        'DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)',
      ),
    )
    await expect(openDatabase({ databaseUrl: url, dataDir: null, secret: testSecret })).rejects.toThrow(
      /run the migrations/,
    )
  })

  it('is told apart from a role that can do neither', async context => {
    const { native, adminUrl } = await prepare(context)
    await withClient(adminUrl, client => client.query("CREATE ROLE bystander LOGIN PASSWORD 'x'"))
    const url = new URL(adminUrl)
    url.username = 'bystander'
    url.password = 'x'
    expect(native.kind).toBe('started')
    await expect(mayPrepare(url.toString())).rejects.toThrow(/bystander may neither/)
  })
})
