import { describe, expect, it, type TestContext } from 'vitest'
import { insertRow, seedTenantRows, suggestionRow, type TenantRows } from '../../db/tenant-rows.fixture.ts'
import { databaseKinds, type TestDatabase, useDatabase } from '../../db/use-database.fixture.ts'
import { type Ingest, type IngestRow, ingestMessage } from './message.repo.ts'

let counter = 0
const noon = Date.parse('2026-05-04T12:00:00.000Z')

function message(channelKey: string, changes: Partial<Ingest> = {}): Ingest {
  counter += 1
  const id = () => crypto.randomUUID()
  return {
    channelKey,
    externalId: 'customer-1',
    eventId: `event-${counter}`,
    text: `message ${counter}`,
    name: null,
    email: null,
    attachments: [],
    payload: {},
    language: 'en',
    snippet: `message ${counter}`,
    rows: { event: id(), customer: id(), conversation: id(), message: id() },
    now: new Date(noon),
    ...changes,
  }
}

describe.each(databaseKinds)('ingestMessage, %s', kind => {
  const database = useDatabase(kind)
  let count = 0
  const prepare = async (context: TestContext) => {
    const test = database(context)
    const tenant = await seedTenantRows(test.admin, `${kind}-${++count}`)
    const take = (changes: Partial<Ingest> = {}) =>
      ingestMessage(test.open.database.statement, message(tenant.channelKey, changes))
    return { ...test, tenant, take }
  }
  const taken = (row: IngestRow | null): IngestRow => {
    if (row === null) throw new Error('the message was not taken in')
    return row
  }
  const countRows = async ({ admin }: TestDatabase, table: string, { tenantId }: TenantRows) => {
    const { rows } = await admin.query<{ count: number }>(
      `SELECT count(*)::int FROM ${table} WHERE tenant_id = $1`,
      [tenantId],
    )
    return rows[0]?.count ?? 0
  }

  it('stores a customer, a conversation, the message, its event, its settling and its log lines', async context => {
    const test = await prepare(context)
    const { admin, tenant, take } = test
    const row = taken(await take({ text: 'Hello?', name: 'Ann', email: 'ann@x.test', snippet: 'Hello?' }))
    expect(row).toMatchObject({
      tenantId: tenant.tenantId,
      channelId: tenant.channelId,
      seq: 1,
      duplicate: false,
    })
    const { rows } = await admin.query(
      `SELECT cu.name, cu.email, c.status, c.unread_count, c.last_seq, c.last_customer_seq, c.last_from, c.snippet,
         m.content, m.direction, m.sender_kind, m.sent_at, e.message_id = m.id AS evented, s.due_at
       FROM conversations c
       JOIN customers cu ON cu.id = c.customer_id JOIN messages m ON m.conversation_id = c.id
       JOIN inbound_events e ON e.message_id = m.id JOIN suggest_settles s ON s.conversation_id = c.id
       WHERE c.id = $1`,
      [row.conversationId],
    )
    expect(rows).toEqual([
      {
        name: 'Ann',
        email: 'ann@x.test',
        status: 'active',
        unread_count: 1,
        last_seq: 1,
        last_customer_seq: 1,
        last_from: 'customer',
        snippet: 'Hello?',
        content: 'Hello?',
        direction: 'inbound',
        sender_kind: 'customer',
        sent_at: new Date(noon),
        evented: true,
        due_at: new Date(noon + 1500),
      },
    ])
    const log = await admin.query(
      'SELECT type, entity_id FROM sync_events WHERE conversation_id = $1 ORDER BY xid, id',
      [row.conversationId],
    )
    expect(log.rows).toEqual([
      { type: 'message.created', entity_id: row.messageId },
      { type: 'conversation.created', entity_id: row.conversationId },
    ])
  })

  it('stores one event once, however often and however parallel it comes', async context => {
    const test = await prepare(context)
    const before = {
      messages: await countRows(test, 'messages', test.tenant),
      log: await countRows(test, 'sync_events', test.tenant),
    }
    const rows = await Promise.all(Array.from({ length: 50 }, () => test.take({ eventId: 'the-same' })))
    const answers = rows.map(taken)
    expect(answers.filter(row => !row.duplicate)).toHaveLength(1)
    expect(new Set(answers.map(row => `${row.conversationId} ${row.messageId} ${row.seq}`)).size).toBe(1)
    expect(await countRows(test, 'messages', test.tenant)).toBe(before.messages + 1)
    expect(await countRows(test, 'sync_events', test.tenant)).toBe(before.log + 2)
  })

  it('numbers parallel messages of a new customer without gaps and ties', async context => {
    const { admin, take } = await prepare(context)
    const rows = (await Promise.all(Array.from({ length: 20 }, () => take()))).map(taken)
    const [conversationId, ...others] = new Set(rows.map(row => row.conversationId))
    expect(others).toEqual([])
    expect(rows.map(row => row.seq).sort((a, b) => a - b)).toEqual(rows.map((_, index) => index + 1))
    const stored = await admin.query<{ seq: number }>(
      'SELECT seq FROM messages WHERE conversation_id = $1 ORDER BY seq',
      [conversationId],
    )
    expect(stored.rows.map(row => row.seq)).toEqual(rows.map((_, index) => index + 1))
    const conversation = await admin.query(
      'SELECT last_seq, last_customer_seq, unread_count FROM conversations WHERE id = $1',
      [conversationId],
    )
    expect(conversation.rows).toEqual([{ last_seq: 20, last_customer_seq: 20, unread_count: 20 }])
  })

  it('keeps the same event id of two channels apart', async context => {
    const one = await prepare(context)
    const two = await prepare(context)
    expect(taken(await one.take({ eventId: 'twin' })).duplicate).toBe(false)
    expect(taken(await two.take({ eventId: 'twin' })).duplicate).toBe(false)
  })

  it('pushes the settling forward by the quiet time, never beyond the longest burst', async context => {
    const { admin, tenant, take } = await prepare(context)
    await admin.query(
      'UPDATE decision_settings SET settle_quiet_ms = 2000, settle_max_ms = 5000 WHERE tenant_id = $1',
      [tenant.tenantId],
    )
    const due: number[] = []
    for (const after of [0, 1500, 3500, 4900, 1000]) {
      const { conversationId } = taken(await take({ now: new Date(noon + after) }))
      const { rows } = await admin.query<{ due_at: Date }>(
        'SELECT due_at FROM suggest_settles WHERE conversation_id = $1',
        [conversationId],
      )
      due.push((rows[0]?.due_at.getTime() ?? 0) - noon)
    }
    // The last one arrives out of order: what has been promised is not taken back.
    expect(due).toEqual([2000, 3500, 5000, 5000, 5000])
  })

  it('moves the conversation as the transition table says and keeps its newest time', async context => {
    const { admin, take } = await prepare(context)
    const { conversationId } = taken(await take({ now: new Date(noon) }))
    const after: unknown[] = []
    for (const status of ['resolved', 'snoozed', 'escalated', 'waiting_customer']) {
      await admin.query(
        'UPDATE conversations SET status = $2::conversation_status, snoozed_until = now() WHERE id = $1',
        [conversationId, status],
      )
      await take({ now: new Date(noon - 60_000) })
      const { rows } = await admin.query(
        'SELECT status, snoozed_until, last_message_at FROM conversations WHERE id = $1',
        [conversationId],
      )
      after.push(rows[0])
    }
    const moved = (status: string) => ({ status, snoozed_until: null, last_message_at: new Date(noon) })
    expect(after).toEqual([moved('active'), moved('active'), moved('escalated'), moved('active')])
  })

  it('voids the pending suggestion and says so', async context => {
    const { admin, tenant, take } = await prepare(context)
    const { conversationId } = taken(await take())
    const id = crypto.randomUUID()
    await insertRow(admin, 'suggestions', {
      id,
      tenant_id: tenant.tenantId,
      ...suggestionRow(conversationId),
    })
    await admin.query('UPDATE conversations SET pending_suggestion_id = $2 WHERE id = $1', [
      conversationId,
      id,
    ])
    await take()
    const { rows } = await admin.query(
      `SELECT s.status, s.version, c.pending_suggestion_id FROM suggestions s JOIN conversations c ON c.id = s.conversation_id
       WHERE s.id = $1`,
      [id],
    )
    expect(rows).toEqual([{ status: 'superseded', version: 2, pending_suggestion_id: null }])
    const log = await admin.query(
      "SELECT entity_id FROM sync_events WHERE type = 'suggestion.updated' AND tenant_id = $1",
      [tenant.tenantId],
    )
    expect(log.rows).toEqual([{ entity_id: id }])
  })

  it('keeps what it knows of a customer and adds what is new', async context => {
    const { admin, take } = await prepare(context)
    await take({ name: 'Ann' })
    await take({ email: 'ann@x.test' })
    const { conversationId } = taken(await take({ name: 'Ann B.' }))
    const { rows } = await admin.query(
      'SELECT cu.name, cu.email FROM customers cu JOIN conversations c ON c.customer_id = cu.id WHERE c.id = $1',
      [conversationId],
    )
    expect(rows).toEqual([{ name: 'Ann B.', email: 'ann@x.test' }])
  })

  it.for<[string, string]>([
    ['an unknown channel', ''],
    ['a channel that is switched off', 'UPDATE channels SET active = false WHERE tenant_id = $1'],
    ['a restricted tenant', "UPDATE tenants SET status = 'restricted' WHERE id = $1"],
  ])('stores nothing for %s', async ([, change], context) => {
    const test = await prepare(context)
    const { admin, tenant, take } = test
    if (change !== '') await admin.query(change, [tenant.tenantId])
    const tables = [
      'inbound_events',
      'messages',
      'conversations',
      'customers',
      'sync_events',
      'suggest_settles',
    ]
    const counts = async () => {
      const found: number[] = []
      for (const table of tables) found.push(await countRows(test, table, tenant))
      return found
    }
    const before = await counts()
    expect(await take(change === '' ? { channelKey: 'nobody' } : {})).toBe(null)
    expect(await counts()).toEqual(before)
  })

  it('leaves neither role nor tenant on the connection', async context => {
    const { open, take } = await prepare(context)
    await take()
    const client = await open.client.pool.connect()
    try {
      const { rows } = await client.query(
        "SELECT current_user = session_user AS restored, coalesce(current_setting('app.tenant_id', true), '') AS tenant",
      )
      expect(rows).toEqual([{ restored: true, tenant: '' }])
    } finally {
      client.release()
    }
  })
})
