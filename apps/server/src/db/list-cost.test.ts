import type { ConversationListView } from '@countersign/shared/conversation/conversation.contract'
import { describe, expect, it, type TestContext } from 'vitest'
import {
  countOpenConversations,
  findConversationDetail,
  listConversationItems,
  listNewestMessages,
} from '../features/conversation/conversation.repo.ts'
import { findOpenEscalation, listEscalationRows } from '../features/escalation/escalation.repo.ts'
import { countRecentDecisions } from '../features/learning/learning.repo.ts'
import { findConversationOf, readThreadAfter } from '../features/message/message.repo.ts'
import { findPendingSuggestion, listSuggestionRows } from '../features/suggestion/suggestion.repo.ts'
import { findSyncHead, listSyncLines } from '../realtime/sync.repo.ts'
import { growing, growTenant } from './grown-tenant.fixture.ts'
import { sqlOf } from './sql-of.ts'
import { seedTenantRows, type TenantRows } from './tenant-rows.fixture.ts'
import type { PlatformTx, TenantTx } from './tenant-tx.ts'
import { useDatabase } from './use-database.fixture.ts'

/** Rows a statement read of each table; one that has no index for what it asks reads them all. */
type Cost = Readonly<Record<string, number>>

async function readCost(tx: TenantTx | PlatformTx): Promise<Cost> {
  const rows = await sqlOf(tx).$queryRaw<{ relname: string; rows: number }[]>`
    SELECT relname, (seq_tup_read + idx_tup_fetch)::int AS rows
    FROM pg_stat_xact_user_tables WHERE schemaname = 'public' AND relname = ANY (${growing})`
  return Object.fromEntries(rows.map(row => [row.relname, row.rows]))
}

/** What the work read; tables it did not touch are left out. */
async function costOf<Tx extends TenantTx | PlatformTx>(
  tx: Tx,
  work: (tx: Tx) => Promise<unknown>,
): Promise<Cost> {
  // The statistics of a session are those of all its statements that have not been reported yet.
  const before = await readCost(tx)
  await work(tx)
  const after = await readCost(tx)
  const spent = growing.map(table => [table, (after[table] ?? 0) - (before[table] ?? 0)] as const)
  return Object.fromEntries(spent.filter(([, rows]) => rows > 0))
}

const limit = 50
/** Of each of two tenants. */
const history = 3_000

describe('behind row-level security, with a long history', () => {
  const database = useDatabase('native')
  let seeded: TenantRows | undefined
  const prepare = async (context: TestContext) => {
    const { admin, open } = database(context)
    if (seeded === undefined) {
      seeded = await seedTenantRows(admin, 'mine')
      await growTenant(admin, seeded, history)
      await growTenant(admin, await seedTenantRows(admin, 'theirs'), history)
      // The log of a busy installation is mostly that of others, and theirs are the newest lines.
      await admin.query(`
        INSERT INTO sync_events (tenant_id, type, entity_id)
        SELECT tenant, 'conversation.updated', tenant FROM (SELECT gen_random_uuid() AS tenant FROM generate_series(1, 100)) t,
          generate_series(1, 500)`)
      await admin.query('ANALYZE')
    }
    return { admin, rows: seeded, database: open.database }
  }
  const expectCheap = (cost: Cost, most: number) => {
    expect(Object.entries(cost).filter(([, rows]) => rows > most)).toEqual([])
  }

  const views = ['mine', 'unassigned', 'approval', 'escalated', 'all'] satisfies ConversationListView[]
  it.for(views)('a page of the view %s reads that page', async (view, context) => {
    const { rows, database } = await prepare(context)
    await database.withTenant(rows.tenantId, async tx => {
      const filter = { view, status: null, open: false, memberId: rows.memberId, limit }
      let last: { lastMessageAt: string; id: string } | undefined
      const first = await costOf(tx, async tx => {
        const items = await listConversationItems(tx, { ...filter, after: null })
        expect(items.length).toBeGreaterThan(20)
        last = items.at(Math.floor(items.length / 2))
      })
      expectCheap(first, 3 * limit)
      const after = { at: new Date(last?.lastMessageAt ?? 0), id: last?.id ?? '' }
      expectCheap(await costOf(tx, tx => listConversationItems(tx, { ...filter, after })), 3 * limit)
    })
  })

  const everything = { view: 'all', status: null, open: false, after: null } as const
  it.for<[string, number, (tx: TenantTx, rows: TenantRows) => Promise<unknown>]>([
    [
      'open conversations of one state',
      300,
      (tx, { memberId }) =>
        listConversationItems(tx, { ...everything, status: 'waiting_operator', memberId, limit }),
    ],
    [
      'resolved conversations',
      limit + 10,
      (tx, { memberId }) => listConversationItems(tx, { ...everything, status: 'resolved', memberId, limit }),
    ],
    [
      'what somebody still has to look after',
      3 * limit,
      (tx, { memberId }) => listConversationItems(tx, { ...everything, open: true, memberId, limit }),
    ],
    ['the counts of the open conversations', 200, (tx, { memberId }) => countOpenConversations(tx, memberId)],
    ['one conversation', 10, (tx, { conversationId }) => findConversationDetail(tx, conversationId)],
    ['its messages', 10, (tx, { conversationId }) => listNewestMessages(tx, conversationId, 200)],
    [
      'the thread its customer sees',
      10,
      (tx, { channelId }) => readThreadAfter(tx, channelId, 'grown-77', 0),
    ],
    [
      'the conversation of a customer',
      10,
      (tx, { channelId }) => findConversationOf(tx, channelId, 'grown-77'),
    ],
    ['the newest suggestions', limit + 5, tx => listSuggestionRows(tx, null, limit)],
    ['the suggestions that wait', limit + 5, tx => listSuggestionRows(tx, 'pending', limit)],
    [
      'the suggestion of a conversation',
      5,
      (tx, { conversationId }) => findPendingSuggestion(tx, conversationId),
    ],
    ['the open escalations', limit + 10, tx => listEscalationRows(tx, null, limit)],
    ['the escalations of one state that wait', limit + 10, tx => listEscalationRows(tx, 'pending', limit)],
    ['the handled escalations', limit + 10, tx => listEscalationRows(tx, 'handled', limit)],
    [
      'the escalation of a conversation',
      10,
      (tx, { conversationId }) => findOpenEscalation(tx, conversationId),
    ],
    ['the last decisions on an intent', 210, tx => countRecentDecisions(tx, 'price', 'webchat')],
    ['the head of the log', 10, tx => findSyncHead(tx)],
    ['what changed since', limit + 10, async tx => listSyncLines(tx, { xid: '0', id: '0' }, limit)],
  ])('%s are read for what they are', async ([, most, read], context) => {
    const { rows, database } = await prepare(context)
    await database.withTenant(rows.tenantId, async tx => {
      const cost = await costOf(tx, tx => read(tx, rows))
      expect(Object.keys(cost)).not.toEqual([])
      expectCheap(cost, most)
    })
  })

  it.for<[string, string]>([
    ['settled bursts', 'SELECT * FROM claim_due_settles(now(), 50)'],
    ['the next burst to settle', 'SELECT next_settle_due_at()'],
    ['due replies', 'SELECT * FROM lease_due_outbound(now(), now(), 50)'],
    ['the next reply', 'SELECT next_outbound_due_at()'],
    ['conversations whose rest is over', 'SELECT * FROM find_ended_snoozes(now(), 50)'],
    ['runs that were abandoned', "SELECT close_abandoned_runs(now() - interval '1 day', now())::text"],
    ['the head of the whole log', 'SELECT * FROM sync_head()'],
    ['the whole log from a position', "SELECT * FROM read_sync_log('0'::xid8, 0, 50)"],
  ])('%s are found across tenants without looking at all of them', async ([, sql], context) => {
    const { database } = await prepare(context)
    await database.withPlatform(async tx => {
      const cost = await costOf(tx, tx =>
        sqlOf(tx).$queryRawUnsafe(sql.replace('SELECT *', 'SELECT count(*)')),
      )
      expectCheap(cost, 200)
    })
  })

  it('would be seen reading a whole table', async context => {
    const { rows, database } = await prepare(context)
    await database.withTenant(rows.tenantId, async tx => {
      const cost = await costOf(
        tx,
        tx => sqlOf(tx).$queryRaw`SELECT count(*) FROM messages WHERE content LIKE 'h%'`,
      )
      expect(() => expectCheap(cost, limit)).toThrow()
      expect(cost.messages).toBeGreaterThan(history)
    })
  })
})
