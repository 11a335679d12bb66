import type pg from 'pg'
import { describe, expect, it, type TestContext } from 'vitest'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { insertRow, seedTenantRows, suggestionRow, type TenantRows } from '../../db/tenant-rows.fixture.ts'
import { asServer, databaseKinds, refusal, useDatabase } from '../../db/use-database.fixture.ts'
import { checkAudit } from '../audit/index.ts'
import { ingestMessage } from '../message/message.repo.ts'
import { endRun } from '../suggestion/index.ts'
import { eraseCustomer } from './erase-customer.ts'
import { exportCustomer } from './export-customer.ts'

/** Text columns of rows about a customer that hold no word of anybody: codes of the product, names of models, hashes. */
const wordless = new Set([
  'ai_decisions.rule',
  'approvals.content_hash',
  'approvals.text_hash',
  'conversations.intent',
  'conversations.language',
  'learning_queue.intent',
  'learning_queue.lesson_kind',
  'messages.type',
  'suggest_runs.model',
  'suggest_runs.prompt_version',
  'suggestion_sources.evidence_id',
  'suggestion_sources.kind',
  'suggestions.blocked_by',
  'suggestions.fallback_reason',
  'suggestions.intent',
  'suggestions.language',
  'suggestions.model',
  'suggestions.prompt_version',
  'sync_events.type',
  'training_samples.intent',
  'training_samples.language',
  'training_samples.ts_config',
])
/** Not shown to the person: what the machine searches by. */
const unshown = new Set(['training_samples.tsv'])

/** Tests so far: each has marks of its own. */
let count = 0

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
}

/** Every column that can hold words, of every table whose rows are about a customer. */
async function findWordColumns(admin: pg.Client): Promise<Column[]> {
  const { rows } = await admin.query<Column>(`
    SELECT c.relname AS "table", a.attname AS "column", format_type(a.atttypid, NULL) AS type
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND format_type(a.atttypid, NULL) IN ('text', 'text[]', 'jsonb', 'tsvector', 'character varying')
      AND (c.relname = 'customers'
        OR EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.confrelid = 'suggest_runs'::regclass)
        OR EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = c.oid AND NOT o.attisdropped
          AND o.attname IN ('customer_id', 'conversation_id', 'message_id', 'suggestion_id')))
    ORDER BY 1, 2`)
  return rows.filter(({ table, column }) => !wordless.has(`${table}.${column}`))
}

const markOf = ({ table, column }: Column) => `mark${count}-${table}-${column}-end`

/** Writes a mark into each of them, past every guard, in all the tenant's rows. */
async function mark(admin: pg.Client, tenantId: string): Promise<Column[]> {
  const columns = await findWordColumns(admin)
  const values: Record<string, (text: string) => string> = {
    text: text => `'${text}'`,
    'character varying': text => `'${text}'`,
    'text[]': text => `ARRAY['${text}']`,
    jsonb: text => `'{"words": "${text}"}'::jsonb`,
    tsvector: text => `to_tsvector('simple', '${text.replaceAll('_', '').replaceAll('-', '')}')`,
  }
  const unique = new Set([
    'customers.external_id',
    'conversations.thread_key',
    'messages.external_id',
    'inbound_events.external_event_id',
    'outbound_messages.idempotency_key',
  ])
  await admin.query('BEGIN')
  await admin.query("SET LOCAL session_replication_role = 'replica'")
  for (const one of columns) {
    const value = values[one.type]?.(markOf(one))
    const own = unique.has(`${one.table}.${one.column}`) ? ` || id` : ''
    await admin.query(`UPDATE ${one.table} SET ${one.column} = ${value}${own} WHERE tenant_id = $1`, [
      tenantId,
    ])
  }
  await admin.query('COMMIT')
  return columns
}

/** Everything the database holds, as text. */
async function dump(admin: pg.Client): Promise<string> {
  const { rows } = await admin.query<{ name: string }>(`
    SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'`)
  const parts: string[] = []
  for (const { name } of rows) {
    const found = await admin.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)
    parts.push(...found.rows.map(({ row }) => row))
  }
  return parts.join('\n')
}

describe.each(databaseKinds)('what is held about a customer, %s', kind => {
  const database = useDatabase(kind)
  const prepare = async (context: TestContext) => {
    const { admin, open } = database(context)
    count += 1
    const rows = await seedTenantRows(admin, `erase-${count}`)
    const actor: Actor = {
      tenantId: rows.tenantId,
      memberId: rows.memberId,
      userId: rows.userId,
      role: 'owner',
      sessionId: rows.memberId,
      language: 'en',
    }
    const services = {
      database: open.database,
      clock: { now: () => new Date() },
      ids: { next: () => crypto.randomUUID() as string },
    } as unknown as Services
    const erase = () => eraseCustomer(services, actor, { id: rows.customerId, reason: 'ticket 4711' })
    return { admin, open, rows, actor, services, erase }
  }

  it('is handed out whole: every word of every column', async context => {
    const { admin, rows, actor, services } = await prepare(context)
    const columns = await mark(admin, rows.tenantId)
    const exported = await exportCustomer(services, actor, { id: rows.customerId })
    const text = JSON.stringify(exported)
    const missing = columns.filter(
      one => !text.includes(markOf(one)) && !unshown.has(`${one.table}.${one.column}`),
    )
    expect(missing.map(one => `${one.table}.${one.column}`)).toEqual([])
    expect(await checkAudit(services, rows.tenantId)).toMatchObject({ lines: 2, broken: null })
  })

  it('is nowhere in the whole database once it is erased', async context => {
    const { admin, rows, services, erase } = await prepare(context)
    const columns = await mark(admin, rows.tenantId)
    expect(columns.length).toBeGreaterThan(30)
    const erased = await erase()
    expect(erased).toMatchObject({ ok: true, value: { alreadyErased: false } })
    const left = await dump(admin)
    const found = columns.filter(
      one => left.includes(markOf(one)) || left.includes(markOf(one).replaceAll('_', '').replaceAll('-', '')),
    )
    expect(found.map(one => `${one.table}.${one.column}`)).toEqual([])
    expect(left).toContain('ticket 4711')
    expect(await checkAudit(services, rows.tenantId)).toMatchObject({ lines: 2, broken: null })
  })

  it('is erased once: again changes nothing, and of nobody there is nothing to erase', async context => {
    const { admin, rows, services, actor, erase } = await prepare(context)
    const first = await erase()
    const before = await dump(admin)
    const again = await erase()
    expect(await dump(admin)).toBe(before)
    expect(again).toMatchObject({ ok: true, value: { alreadyErased: true, rows: {} } })
    expect(again.ok && first.ok && again.value.erasedAt).toBe(first.ok ? first.value.erasedAt : '')
    const nobody = await eraseCustomer(services, actor, { id: crypto.randomUUID(), reason: 'ticket' })
    expect(nobody).toMatchObject({ ok: false, code: 'customer.not_found' })
    const stranger = { ...actor, tenantId: (await seedTenantRows(admin, `stranger-${count}`)).tenantId }
    for (const attempt of [
      eraseCustomer(services, stranger, { id: rows.customerId, reason: 'ticket' }),
      exportCustomer(services, stranger, { id: rows.customerId }),
    ]) {
      expect(await attempt).toMatchObject({ ok: false, code: 'customer.not_found' })
    }
  })

  it('leaves all others as they are, but for this one’s replies where they were evidence', async context => {
    const { admin, rows, erase } = await prepare(context)
    const others = await seedTenantRows(admin, `others-${count}`)
    const neighbour = await seedNeighbour(admin, rows)
    const of = async (tenantId: string) => {
      const { rows: found } = await admin.query<{ row: string }>(
        'SELECT m::text AS row FROM messages m WHERE tenant_id = $1 UNION ALL SELECT s::text FROM suggestions s WHERE tenant_id = $1',
        [tenantId],
      )
      return found.map(one => one.row)
    }
    const before = await of(others.tenantId)
    await erase()
    expect(await of(others.tenantId)).toEqual(before)
    const { rows: sources } = await admin.query<{ quote: string }>(
      'SELECT quote FROM suggestion_sources WHERE suggestion_id = $1 ORDER BY evidence_id',
      [neighbour.suggestionId],
    )
    expect(sources.map(source => source.quote).sort()).toEqual(['', 'Thirty days.'])
    const { rows: kept } = await admin.query('SELECT text FROM suggestions WHERE id = $1', [
      neighbour.suggestionId,
    ])
    expect(kept).toEqual([{ text: 'For the neighbour.' }])
  })

  it('stops what is under way: drafts, bursts, escalations and queued replies', async context => {
    const { admin, rows, erase } = await prepare(context)
    await admin.query('UPDATE conversations SET pending_suggestion_id = $2 WHERE id = $1', [
      rows.conversationId,
      rows.suggestionId,
    ])
    await erase()
    const one = async (sql: string) => (await admin.query(sql, [rows.tenantId])).rows
    expect(await one('SELECT 1 FROM suggest_settles WHERE tenant_id = $1')).toEqual([])
    expect(await one('SELECT DISTINCT status FROM suggest_runs WHERE tenant_id = $1')).toEqual([
      { status: 'superseded' },
    ])
    expect(await one('SELECT DISTINCT status FROM suggestions WHERE tenant_id = $1')).toEqual([
      { status: 'expired' },
    ])
    expect(
      await one('SELECT DISTINCT status, last_error FROM outbound_messages WHERE tenant_id = $1'),
    ).toEqual([{ status: 'failed', last_error: 'customer.erased' }])
    expect(await one('SELECT DISTINCT status FROM escalations WHERE tenant_id = $1')).toEqual([
      { status: 'dismissed' },
    ])
    expect(
      await one('SELECT DISTINCT status, pending_suggestion_id FROM conversations WHERE tenant_id = $1'),
    ).toEqual([{ status: 'resolved', pending_suggestion_id: null }])
  })

  it('is not stored again by a draft that had read it before', async context => {
    const { admin, rows, services, erase } = await prepare(context)
    await erase()
    const words = 'words-of-a-late-draft'
    const decided = await endRun(services, {
      runId: rows.runId,
      tenantId: rows.tenantId,
      conversationId: rows.conversationId,
      lastCustomerSeq: 1,
      triggerMessageId: rows.inboundId,
      record: {
        triggerMessageId: rows.inboundId,
        promptVersion: '1',
        model: 'offline',
        tokensIn: 1,
        tokensOut: 1,
        costMicros: null,
        stages: [{ words }],
        outcome: { words },
        error: words,
      },
      status: 'finished',
      gate: { verdict: 'respond', rule: 'none', snapshot: { words } },
      reply: null,
      escalation: { reason: 'policy', summary: words, suggestedResponse: words, clarificationNeeded: words },
    } as unknown as Parameters<typeof endRun>[1])
    expect(decided).toBe(null)
    expect(await dump(admin)).not.toContain(words)
  })

  it('keeps its guards for everyone who is not erased', async context => {
    const { admin, rows } = await prepare(context)
    const attempts = [
      ["UPDATE suggestions SET text = '' WHERE id = $1", rows.suggestionId, '23514'],
      [
        "UPDATE messages SET content = '' WHERE tenant_id = $1 AND direction = 'outbound'",
        rows.tenantId,
        '23514',
      ],
    ] as const
    for (const [sql, id, code] of attempts) expect(await refusal(admin.query(sql, [id])), sql).toBe(code)
    const claimed = asServer(admin, rows.tenantId, client =>
      client.query('UPDATE customers SET erased_at = now() WHERE id = $1', [rows.customerId]),
    )
    expect(await refusal(claimed)).toMatch(/42501|23514/)
  })

  it('keeps its guards for whoever is: nothing is written there again', async context => {
    const { admin, rows, erase } = await prepare(context)
    await erase()
    const attempts = [
      ["UPDATE suggestions SET text = 'x' WHERE id = $1", rows.suggestionId, '23514'],
      [
        "UPDATE messages SET content = 'x' WHERE tenant_id = $1 AND direction = 'outbound'",
        rows.tenantId,
        '23514',
      ],
      ["UPDATE customers SET name = 'x' WHERE id = $1", rows.customerId, '40001'],
    ] as const
    for (const [sql, id, code] of attempts) expect(await refusal(admin.query(sql, [id])), sql).toBe(code)
    const conversation = insertRow(admin, 'conversations', {
      id: crypto.randomUUID(),
      tenant_id: rows.tenantId,
      channel_id: rows.channelId,
      customer_id: rows.customerId,
      thread_key: 'another',
    })
    expect(await refusal(conversation)).toBe('40001')
  })
})

describe('erasing while the customer writes', () => {
  const database = useDatabase('native')

  it('leaves nothing with the erased one: what came in late belongs to somebody new', async context => {
    const { admin, open } = database(context)
    for (let turn = 0; turn < 8; turn += 1) {
      const rows = await seedTenantRows(admin, `race-${turn}`)
      const services = {
        database: open.database,
        clock: { now: () => new Date() },
        ids: { next: () => crypto.randomUUID() as string },
      } as unknown as Services
      const actor = { tenantId: rows.tenantId, memberId: rows.memberId } as Actor
      const write = (message: number) =>
        ingestMessage(open.database.statement, {
          channelKey: rows.channelKey,
          externalId: 'customer',
          eventId: `late-${turn}-${message}`,
          text: `late words ${message}`,
          name: `Late ${message}`,
          email: null,
          attachments: [],
          payload: {},
          language: 'en',
          snippet: 'late words',
          rows: {
            event: crypto.randomUUID(),
            customer: crypto.randomUUID(),
            conversation: crypto.randomUUID(),
            message: crypto.randomUUID(),
          },
          now: new Date(),
        }).then(
          () => null,
          (error: { code?: string }) => error.code,
        )
      const work = [1, 2, 3, 4].map(write)
      const erased = eraseCustomer(services, actor, { id: rows.customerId, reason: 'ticket' })
      const outcomes = await Promise.all([...work, ...[5, 6].map(write)])
      expect(await erased).toMatchObject({ ok: true })
      // Told to try again, or taken in; never a deadlock.
      expect(outcomes.filter(code => code !== null && code !== '40001')).toEqual([])
      const { rows: left } = await admin.query(
        `SELECT m.content FROM messages m JOIN conversations c ON c.id = m.conversation_id
         WHERE c.customer_id = $1 AND m.content <> ''`,
        [rows.customerId],
      )
      expect(left).toEqual([])
      expect(await checkAudit(services, rows.tenantId)).toMatchObject({ broken: null })
    }
  })
})

/** Another customer of the tenant, whose draft rests on an article and on a reply to the first one. */
async function seedNeighbour(admin: pg.Client, rows: TenantRows): Promise<{ suggestionId: string }> {
  const id = () => crypto.randomUUID() as string
  const tenant_id = rows.tenantId
  const [customer, conversation, suggestionId] = [id(), id(), id()]
  const channel_id = rows.channelId
  await insertRow(admin, 'customers', { id: customer, tenant_id, channel_id, external_id: customer })
  await insertRow(admin, 'conversations', {
    id: conversation,
    tenant_id,
    channel_id,
    customer_id: customer,
    thread_key: conversation,
  })
  await insertRow(admin, 'suggestions', {
    id: suggestionId,
    tenant_id,
    ...suggestionRow(conversation, { text: 'For the neighbour.' }),
  })
  for (const [kind, evidence_id, quote] of [
    ['approved_reply', rows.suggestionId, 'You, Ann, may return it.'],
    ['document', 'e1', 'Thirty days.'],
  ]) {
    await insertRow(admin, 'suggestion_sources', {
      id: id(),
      tenant_id,
      suggestion_id: suggestionId,
      evidence_id,
      kind,
      title: 'x',
      quote,
      similarity: 0.9,
      position: 0,
    })
  }
  return { suggestionId }
}
