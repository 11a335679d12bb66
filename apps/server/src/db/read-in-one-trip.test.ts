import { describe, expect, it, type TestContext } from 'vitest'
import { sqlOf } from './sql-of.ts'
import { seedTenantRows } from './tenant-rows.fixture.ts'
import type { TenantTx } from './tenant-tx.ts'
import { databaseKinds, refusal, useDatabase } from './use-database.fixture.ts'

const conversationIds = (tx: TenantTx) => sqlOf(tx).$queryRaw<{ id: string }[]>`SELECT id FROM conversations`

describe.each(databaseKinds)('reading in one round trip, %s', kind => {
  const database = useDatabase(kind)
  let tenants: Promise<{ mine: string; conversations: string[]; theirs: string }> | undefined
  const prepare = async (context: TestContext) => {
    const { admin, open } = database(context)
    tenants ??= (async () => {
      const mine = await seedTenantRows(admin, `read-mine-${kind}`)
      const theirs = await seedTenantRows(admin, `read-theirs-${kind}`)
      return {
        mine: mine.tenantId,
        conversations: [mine.conversationId, mine.otherConversationId].sort(),
        theirs: theirs.tenantId,
      }
    })()
    return { ...(await tenants), open, read: open.database.readTenant }
  }

  it('sees what a transaction of the tenant sees', async context => {
    const { mine, conversations, open, read } = await prepare(context)
    const rows = await read(mine, conversationIds)
    expect(rows.map(row => row.id).sort()).toEqual(conversations)
    expect(await open.database.withTenant(mine, conversationIds)).toEqual(rows)
  })

  it('keeps tenants apart when they read at once', async context => {
    const { mine, theirs, read } = await prepare(context)
    const whose = (tx: TenantTx) =>
      sqlOf(tx).$queryRaw<{ tenant: string }[]>`SELECT DISTINCT tenant_id AS tenant FROM messages`
    const asked = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? mine : theirs))
    const answers = await Promise.all(asked.map(tenantId => read(tenantId, whose)))
    expect(answers.map(rows => rows.map(row => row.tenant))).toEqual(asked.map(tenantId => [tenantId]))
  })

  it('leaves neither role nor tenant on the connection', async context => {
    const { mine, open, read } = await prepare(context)
    const { pool } = open.client
    const state = "SELECT current_user AS user, current_setting('app.tenant_id', true) AS tenant"
    await Promise.all(Array.from({ length: 8 }, () => read(mine, conversationIds)))
    const states = await Promise.all(Array.from({ length: 8 }, () => pool.query(state)))
    for (const { rows } of states) {
      expect(rows[0].tenant ?? '').toBe('')
      expect(rows[0].user).not.toBe('countersign_app')
    }
  })

  it('binds values of every kind it is given', async context => {
    const { mine, read } = await prepare(context)
    const at = new Date('2026-11-20T10:00:00.123Z')
    const rows = await read(
      mine,
      tx => sqlOf(tx).$queryRaw`
        SELECT ${7}::int AS number, ${"it's"} AS text, ${at}::timestamptz AS at, ${['a', 'b,c']}::text[] AS list, ${null}::text AS nothing`,
    )
    expect(rows).toEqual([{ number: 7, text: "it's", at, list: ['a', 'b,c'], nothing: null }])
  })

  it('fails alone: the connection goes on', async context => {
    const { mine, read } = await prepare(context)
    const broken = Array.from({ length: 10 }, () =>
      refusal(read(mine, tx => sqlOf(tx).$queryRaw`SELECT 1 / ${0}::int`)),
    )
    expect(await Promise.all(broken)).toEqual(Array.from({ length: 10 }, () => '22012'))
    expect(await read(mine, conversationIds)).toHaveLength(2)
  })

  it('is refused inside a transaction, which it would not be part of', async context => {
    const { mine, open, read } = await prepare(context)
    await expect(open.database.withTenant(mine, () => read(mine, conversationIds))).rejects.toThrow(
      'a transaction was opened inside a transaction',
    )
  })
})
