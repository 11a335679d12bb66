import { describe, expect, it, type TestContext } from 'vitest'
import { sqlOf } from './sql-of.ts'
import { insertRow, seedTenantRows, type TenantRows } from './tenant-rows.fixture.ts'
import { afterCommit, type PlatformTx, type TenantTx } from './tenant-tx.ts'
import { databaseKinds, refusal, useDatabase } from './use-database.fixture.ts'

interface Session {
  readonly role: string
  readonly tenant: string
}

async function readSession(tx: TenantTx | PlatformTx): Promise<Session | undefined> {
  const [session] = await sqlOf(tx).$queryRaw<Session[]>`
    SELECT current_user AS role, coalesce(current_setting('app.tenant_id', true), '') AS tenant`
  return session
}

async function countCustomers(tx: TenantTx | PlatformTx): Promise<number> {
  const [row] = await sqlOf(tx).$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM customers`
  return row?.count ?? -1
}

async function addCustomer(tx: TenantTx, { channelId }: TenantRows, externalId: string): Promise<void> {
  await sqlOf(tx).customer.create({
    data: { id: crypto.randomUUID(), tenantId: tx.tenantId, channelId, externalId },
    select: { id: true },
  })
}

describe.each(databaseKinds)('transactions, %s', kind => {
  const test = useDatabase(kind)
  let seeded: { mine: TenantRows; theirs: TenantRows } | undefined
  const prepare = async (context: TestContext) => {
    const { admin, open } = test(context)
    seeded ??= {
      mine: await seedTenantRows(admin, `mine-${kind}`),
      theirs: await seedTenantRows(admin, `theirs-${kind}`),
    }
    return { ...seeded, admin, database: open.database }
  }

  it('run as the restricted role, inside their tenant', async context => {
    const { database, mine } = await prepare(context)
    const session = { role: 'countersign_app', tenant: mine.tenantId }
    expect(await database.withTenant(mine.tenantId, readSession)).toEqual(session)
    expect(await database.readTenant(mine.tenantId, readSession)).toEqual(session)
    expect(await database.withPlatform(readSession)).toEqual({ role: 'countersign_app', tenant: '' })
  })

  it('see their own tenant and nothing else', async context => {
    const { database, mine } = await prepare(context)
    const visible = async (tx: TenantTx) =>
      sqlOf(tx).$queryRaw<{ tenant: string }[]>`SELECT DISTINCT tenant_id AS tenant FROM customers`
    expect(await database.withTenant(mine.tenantId, visible)).toEqual([{ tenant: mine.tenantId }])
    expect(await database.readTenant(mine.tenantId, visible)).toEqual([{ tenant: mine.tenantId }])
    expect(await database.withPlatform(countCustomers)).toBe(0)
  })

  it('leave neither role nor tenant on the connection, after an error neither', async context => {
    const { database, mine } = await prepare(context)
    const fail = async (tx: TenantTx) => sqlOf(tx).$queryRaw`SELECT 1 / 0`
    expect(await refusal(database.withTenant(mine.tenantId, fail))).toBe('22012')
    expect(await refusal(database.readTenant(mine.tenantId, fail))).toBe('22012')
    for (let turn = 0; turn < 20; turn += 1) {
      const [session] = await database.statement<{ restored: boolean; tenant: string }>(
        "SELECT current_user = session_user AS restored, coalesce(current_setting('app.tenant_id', true), '') AS tenant",
        [],
      )
      expect(session).toEqual({ restored: true, tenant: '' })
    }
  })

  it('take everything back when the work throws', async context => {
    const { database, mine } = await prepare(context)
    const before = await database.withTenant(mine.tenantId, countCustomers)
    const attempt = database.withTenant(mine.tenantId, async tx => {
      await addCustomer(tx, mine, 'never')
      throw new Error('no')
    })
    await expect(attempt).rejects.toThrow('no')
    expect(await database.withTenant(mine.tenantId, countCustomers)).toBe(before)
  })

  it('run their effects once, in order, after the commit', async context => {
    const { admin, database, mine } = await prepare(context)
    const seen: string[] = []
    const checks: Promise<unknown>[] = []
    await database.withTenant(mine.tenantId, async tx => {
      await addCustomer(tx, mine, 'announced')
      afterCommit(tx, () => {
        seen.push('first')
        checks.push(
          admin
            .query("SELECT FROM customers WHERE external_id = 'announced'")
            .then(({ rowCount }) => rowCount),
        )
      })
      afterCommit(tx, () => seen.push('second'))
      expect(seen).toEqual([])
    })
    expect(seen).toEqual(['first', 'second'])
    expect(await Promise.all(checks)).toEqual([1])
  })

  it('run no effect when they are rolled back, by the work or by the database', async context => {
    const { admin, database, mine } = await prepare(context)
    const seen: string[] = []
    const thrown = database.withTenant(mine.tenantId, async tx => {
      afterCommit(tx, () => seen.push('thrown'))
      throw new Error('no')
    })
    await expect(thrown).rejects.toThrow('no')
    // A deferred constraint is checked by COMMIT itself, when the work has long succeeded.
    await admin.query(
      `CREATE TABLE deferred (id int UNIQUE DEFERRABLE INITIALLY DEFERRED); GRANT INSERT ON deferred TO countersign_app`,
    )
    const refused = database.withTenant(mine.tenantId, async tx => {
      await sqlOf(tx).$executeRaw`INSERT INTO deferred VALUES (1), (1)`
      afterCommit(tx, () => seen.push('refused'))
    })
    expect(await refusal(refused)).not.toBe(null)
    expect(seen).toEqual([])
    expect((await admin.query('SELECT FROM deferred')).rowCount).toBe(0)
    await admin.query('DROP TABLE deferred')
  })

  it('let an effect open a transaction of its own', async context => {
    const { database, mine } = await prepare(context)
    let later: Promise<number> | undefined
    await database.withTenant(mine.tenantId, async tx => {
      afterCommit(tx, () => {
        later = database.withTenant(mine.tenantId, countCustomers)
      })
    })
    expect(await later).toBeGreaterThan(0)
  })

  it('are not opened inside one another, where the embedded database would wait for ever', async context => {
    const { database, mine } = await prepare(context)
    const inside = (work: () => Promise<unknown>) =>
      expect(database.withTenant(mine.tenantId, work)).rejects.toThrow(/inside a transaction|beside an open/)
    await inside(() => database.withTenant(mine.tenantId, countCustomers))
    await inside(() => database.readTenant(mine.tenantId, countCustomers))
    await inside(() => database.withPlatform(countCustomers))
    await inside(() => database.statement('SELECT 1', []))
  })

  it('cannot be used once they are over', async context => {
    const { database, mine } = await prepare(context)
    const kept: (TenantTx | PlatformTx)[] = []
    const keep = async (tx: TenantTx | PlatformTx) => {
      kept.push(tx)
    }
    await database.withTenant(mine.tenantId, keep)
    await database.withPlatform(keep)
    await database.readTenant(mine.tenantId, keep)
    await database
      .withTenant(mine.tenantId, async tx => {
        kept.push(tx)
        throw new Error('no')
      })
      .catch(() => {})
    expect(kept).toHaveLength(4)
    for (const tx of kept) {
      expect(() => sqlOf(tx)).toThrow('the transaction is over')
      expect(() => afterCommit(tx, () => {})).toThrow('the transaction is over')
    }
  })

  it('do not mix when many run at once, reading in one trip or not', async context => {
    const { admin, database, mine, theirs } = await prepare(context)
    await insertRow(admin, 'customers', {
      id: crypto.randomUUID(),
      tenant_id: theirs.tenantId,
      channel_id: theirs.channelId,
      external_id: 'one more',
    })
    const expected = new Map<string, number>()
    for (const { tenantId } of [mine, theirs]) {
      expected.set(tenantId, await database.withTenant(tenantId, countCustomers))
    }
    const turns = Array.from({ length: 60 }, (_, turn) => ({
      tenantId: turn % 2 === 0 ? mine.tenantId : theirs.tenantId,
      run: turn % 3 === 0 ? database.withTenant : database.readTenant,
    }))
    const counts = await Promise.all(turns.map(({ tenantId, run }) => run(tenantId, countCustomers)))
    expect(counts).toEqual(turns.map(({ tenantId }) => expected.get(tenantId)))
  })
})
