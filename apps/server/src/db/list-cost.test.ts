import type { ConversationListView } from '@countersign/shared/conversation/conversation.contract'
import type pg from 'pg'
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
import { sqlOf } from './sql-of.ts'
import { seedTenantRows, sha256, type TenantRows } from './tenant-rows.fixture.ts'
import type { PlatformTx, TenantTx } from './tenant-tx.ts'
import { useDatabase } from './use-database.fixture.ts'

/** Rows a statement read of each table; one that has no index for what it asks reads them all. */
type Cost = Readonly<Record<string, number>>

/** The tables that grow with every message. */
const growing = [
  'conversations',
  'customers',
  'escalations',
  'human_actions',
  'messages',
  'outbound_messages',
  'suggest_runs',
  'suggestions',
  'sync_events',
  'training_samples',
]

/** Past conversations are resolved, one in twenty is open; open ones are in every state and with everyone. */
async function grow(client: pg.Client, rows: TenantRows, count: number): Promise<void> {
  const run = (sql: string, ...values: unknown[]) => client.query(sql, [rows.tenantId, ...values])
  await run(
    `INSERT INTO customers (id, tenant_id, channel_id, external_id, name)
     SELECT gen_random_uuid(), $1, $2, 'grown-' || n, 'Customer ' || n FROM generate_series(1, $3::int) n`,
    rows.channelId,
    count,
  )
  await run(
    `INSERT INTO conversations (id, tenant_id, channel_id, customer_id, thread_key, status, assignee_id, last_message_at)
     SELECT gen_random_uuid(), tenant_id, channel_id, id, external_id,
       (CASE WHEN n % 20 > 0 THEN 'resolved' WHEN n % 3 = 0 THEN 'escalated' WHEN n % 3 = 1 THEN 'waiting_operator'
          ELSE 'active' END)::conversation_status,
       CASE n % 7 WHEN 0 THEN $2::uuid WHEN 1 THEN $3::uuid END, now() - n * interval '1 minute'
     FROM (SELECT *, substr(external_id, 7)::int AS n FROM customers WHERE tenant_id = $1 AND external_id LIKE 'grown-%') c`,
    rows.memberId,
    rows.colleagueId,
  )
  const grown = "tenant_id = $1 AND thread_key LIKE 'grown-%'"
  await run(
    `INSERT INTO messages (id, tenant_id, conversation_id, channel_id, seq, direction, sender_kind, content)
     SELECT gen_random_uuid(), tenant_id, id, channel_id, n, 'inbound', 'customer', 'hello'
     FROM conversations, generate_series(1, 2) n WHERE ${grown}`,
  )
  await run(
    `INSERT INTO suggestions (id, tenant_id, conversation_id, text, decision, model, prompt_version, status, created_at)
     SELECT gen_random_uuid(), tenant_id, id, 'x', 'NEED_APPROVAL', 'offline', '1',
       (CASE WHEN status = 'waiting_operator' THEN 'pending' ELSE 'approved' END)::suggestion_status, last_message_at
     FROM conversations WHERE ${grown}`,
  )
  await run(
    `UPDATE conversations c SET pending_suggestion_id = s.id FROM suggestions s
     WHERE c.tenant_id = $1 AND s.tenant_id = c.tenant_id AND s.conversation_id = c.id AND s.status = 'pending'`,
  )
  await run(
    `INSERT INTO escalations (id, tenant_id, conversation_id, reason, status, created_at)
     SELECT gen_random_uuid(), tenant_id, id, 'policy',
       (CASE status WHEN 'escalated' THEN 'pending' ELSE 'handled' END)::escalation_status, last_message_at
     FROM conversations WHERE ${grown}`,
  )
  await run(
    `INSERT INTO training_samples (id, tenant_id, conversation_id, suggestion_id, channel_type, question, draft, decision,
       outcome, intent, created_at)
     SELECT gen_random_uuid(), tenant_id, conversation_id, id, 'webchat', 'x', 'x', 'NEED_APPROVAL', 'approve', 'price', created_at
     FROM suggestions WHERE tenant_id = $1 AND status = 'approved'`,
  )
  await run(
    `INSERT INTO sync_events (tenant_id, type, entity_id, conversation_id)
     SELECT tenant_id, 'conversation.updated', id, id FROM conversations WHERE ${grown}`,
  )
  await run(
    `INSERT INTO approvals (id, tenant_id, conversation_id, kind, membership_id, text_hash, content_hash, last_customer_seq,
       conversation_version, policy_version)
     SELECT gen_random_uuid(), tenant_id, id, 'own_message', $2, $3, $3, 1, 1, 1 FROM conversations WHERE ${grown}`,
    rows.memberId,
    sha256('hello'),
  )
  await run(
    `INSERT INTO messages (id, tenant_id, conversation_id, channel_id, seq, direction, sender_kind, author_id, content,
       delivery_status, approval_id)
     SELECT gen_random_uuid(), tenant_id, conversation_id, $2, 3, 'outbound', 'operator', membership_id, 'hello', 'sent', id
     FROM approvals WHERE tenant_id = $1 AND text_hash = $3`,
    rows.channelId,
    sha256('hello'),
  )
  await run(
    `INSERT INTO outbound_messages (id, tenant_id, channel_id, conversation_id, message_id, idempotency_key, recipient, payload,
       status, next_attempt_at)
     SELECT gen_random_uuid(), tenant_id, channel_id, conversation_id, id, id, 'x', '{}',
       (CASE WHEN row_number() OVER () <= 20 THEN 'pending' ELSE 'sent' END)::outbound_status, now()
     FROM messages WHERE tenant_id = $1 AND direction = 'outbound'
     ON CONFLICT DO NOTHING`,
  )
  await run(
    `INSERT INTO suggest_runs (id, tenant_id, conversation_id, last_customer_seq, status)
     SELECT gen_random_uuid(), tenant_id, id, 1, 'finished' FROM conversations WHERE ${grown}`,
  )
}

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
      await grow(admin, seeded, history)
      await grow(admin, await seedTenantRows(admin, 'theirs'), history)
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
      const filter = { view, status: null, memberId: rows.memberId, limit }
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

  it.for<[string, number, (tx: TenantTx, rows: TenantRows) => Promise<unknown>]>([
    [
      'open conversations of one state',
      300,
      (tx, { memberId }) =>
        listConversationItems(tx, { view: 'all', status: 'waiting_operator', memberId, after: null, limit }),
    ],
    [
      'resolved conversations',
      limit + 10,
      (tx, { memberId }) =>
        listConversationItems(tx, { view: 'all', status: 'resolved', memberId, after: null, limit }),
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
