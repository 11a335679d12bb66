import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Services } from '../../apps/server/src/api/services.ts'
import { makeKeys } from '../../apps/server/src/crypto/seal.ts'
import { type OpenDatabase, openDatabase } from '../../apps/server/src/db/open-database.ts'
import {
  countInFlight,
  describeMember,
  hasAnyTenant,
  routeChannel,
} from '../../apps/server/src/db/platform.repo.ts'
import { findAccount, findPerson } from '../../apps/server/src/db/platform-sign-in.repo.ts'
import { sqlOf } from '../../apps/server/src/db/sql-of.ts'
import { passwordMatches } from '../../apps/server/src/features/identity/password.ts'
import { lookUpProducts, retrievePassages } from '../../apps/server/src/features/knowledge/index.ts'
import { findSimilarReplies } from '../../apps/server/src/features/learning/index.ts'
import { listOpenItems } from '../../apps/server/src/features/learning/queue.repo.ts'
import { toItemView } from '../../apps/server/src/features/learning/queue-item-view.ts'
import { snippetOf } from '../../apps/server/src/features/message/snippet.ts'
import { describeSuggestion } from '../../apps/server/src/features/suggestion/index.ts'
import { readSituation } from '../../apps/server/src/features/suggestion/read-situation.ts'
import { makeMailQueue } from '../../apps/server/src/mail/mail-queue.ts'
import { bindApproval } from '../../packages/shared/src/suggestion/bind-approval.policy.ts'
import { suggestionView } from '../../packages/shared/src/suggestion/suggestion.contract.ts'
import { members } from './demo/members.ts'
import { type SeededDemo, seedDemo } from './seed-demo.ts'

const timeout = 120_000
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

describe('the demo shop in an empty database', () => {
  let open: OpenDatabase
  let services: Services
  let demo: SeededDemo

  /** What the tenant sees: every statement below runs as the restricted role. */
  const rows = <Row>(statement: string, ...values: unknown[]) =>
    open.database.withTenant(demo.tenantId, tx => sqlOf(tx).$queryRawUnsafe<Row[]>(statement, ...values))
  const count = async (from: string) => {
    const [row] = await rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`)
    return row?.count ?? 0
  }

  beforeAll(async () => {
    open = await openDatabase({ databaseUrl: null, dataDir: null, secret: 'x'.repeat(32) })
    const parts = {
      keys: makeKeys('x'.repeat(32)),
      clock: { now: () => new Date() },
      ids: { next: randomUUID },
    }
    services = {
      ...parts,
      database: open.database,
      mail: makeMailQueue(parts),
      oidc: null,
      intents: {
        classify: () => {
          throw new Error('history asks nothing')
        },
      },
      jobs: {
        enqueue: () => {
          throw new Error('history starts no work')
        },
      },
    }
    // The process dies before the seed has committed: the next start finds the database as it was.
    const dying: Services = {
      ...services,
      database: {
        ...open.database,
        withTenant: (tenantId, work) =>
          open.database.withTenant(tenantId, async tx => {
            await work(tx)
            throw new Error('the power went')
          }),
      },
    }
    await expect(seedDemo(dying, { password: null })).rejects.toThrow('the power went')
    expect(await hasAnyTenant(open.database.statement)).toBe(false)
    expect(await findPerson(open.database.statement, 'owner@demo.test')).toBeNull()

    const begun = performance.now()
    demo = await seedDemo(services, { password: null })
    console.log(`seeded in ${Math.round(performance.now() - begun)} ms`)
  }, timeout)
  afterAll(() => open?.close())

  it('has knowledge, catalogue, people and a past', async () => {
    expect(await count(`documents WHERE source IN ('text', 'faq')`)).toBeGreaterThanOrEqual(40)
    expect(await count('products')).toBeGreaterThanOrEqual(60)
    expect(await count('memberships')).toBe(4)
    expect(await count('conversations')).toBeGreaterThanOrEqual(300)
    expect(await count('(SELECT DISTINCT conversation_id FROM suggestions) s')).toBeGreaterThanOrEqual(300)
    expect(await count('human_actions')).toBeGreaterThanOrEqual(300)
    expect(
      await count(`suggestions WHERE status = 'pending' AND decision = 'NEED_APPROVAL'`),
    ).toBeGreaterThanOrEqual(10)
    expect(await count(`escalations WHERE status = 'pending'`)).toBeGreaterThanOrEqual(3)
    expect(await count('(SELECT DISTINCT status FROM conversations) s')).toBe(6)
    expect(await count('calibration_models WHERE intent IS NULL')).toBe(1)
    const [past] = await rows<{ days: number; languages: string[] }>(
      `SELECT (extract(epoch FROM max(sent_at) - min(sent_at)) / 86400)::float8 AS days,
         (SELECT array_agg(DISTINCT language ORDER BY language) FROM conversations) AS languages FROM messages`,
    )
    expect(past?.days).toBeGreaterThan(50)
    expect(past?.languages).toEqual(['en', 'ru'])
  })

  it('lets all four people in with the password it tells', async () => {
    expect(demo.signIns.map(({ email }) => email)).toEqual(members.map(({ email }) => email))
    expect(demo.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
    for (const { email, role } of demo.signIns) {
      const found = await findPerson(open.database.statement, email)
      const account = await findAccount(open.database.statement, found?.userId ?? randomUUID())
      expect(await passwordMatches(account?.passwordHash ?? null, demo.password)).toBe(true)
      const member = await describeMember(open.database.statement, found?.membershipId ?? randomUUID())
      expect(member).toMatchObject({ tenantId: demo.tenantId, email, role })
    }
  })

  it('refuses to be seeded twice and leaves everything as it was', async () => {
    const before = await count('audit_events')
    await expect(seedDemo(services, { password: 'another-password' })).rejects.toThrow('there is a tenant')
    expect(await count('audit_events')).toBe(before)
    expect(await count('conversations')).toBeGreaterThanOrEqual(300)
  })

  it('has list columns that repeat the messages and drafts below them', async () => {
    const conversations = await rows<Record<string, unknown>>(`
      SELECT c.last_seq, c.last_customer_seq, c.last_message_at, c.last_from, c.snippet, c.unread_count, c.intent,
        c.last_decision, c.pending_suggestion_id, c.status, c.snoozed_until, c.thread_key, k.external_id,
        m.last_seq AS seq, m.count, m.last_customer AS customer_seq, l.sent_at, l.sender_kind, l.content,
        s.intent AS s_intent, s.decision AS s_decision, p.id AS p_id, e.id AS e_id, e.status AS e_status, m.last_reply
      FROM conversations c
      JOIN customers k ON k.id = c.customer_id
      JOIN LATERAL (SELECT max(seq) AS last_seq, count(*)::int AS count,
          max(seq) FILTER (WHERE direction = 'inbound') AS last_customer,
          coalesce(max(seq) FILTER (WHERE direction = 'outbound'), 0) AS last_reply
        FROM messages WHERE conversation_id = c.id) m ON true
      JOIN messages l ON l.conversation_id = c.id AND l.seq = m.last_seq
      LEFT JOIN LATERAL (SELECT intent, decision FROM suggestions WHERE conversation_id = c.id
        ORDER BY created_at DESC LIMIT 1) s ON true
      LEFT JOIN suggestions p ON p.conversation_id = c.id AND p.status = 'pending'
      LEFT JOIN escalations e ON e.conversation_id = c.id AND e.status IN ('pending', 'claimed')`)
    for (const row of conversations) {
      expect(row).toMatchObject({
        last_seq: row.seq,
        count: row.seq,
        last_customer_seq: row.customer_seq,
        last_message_at: row.sent_at,
        last_from: row.sender_kind,
        snippet: snippetOf(String(row.content)),
        intent: row.s_intent,
        last_decision: row.s_decision,
        pending_suggestion_id: row.p_id,
        thread_key: row.external_id,
      })
      expect(row.status === 'snoozed').toBe(row.snoozed_until !== null)
      expect(row.status === 'escalated').toBe(row.e_id !== null)
      expect(row.status === 'waiting_operator').toBe(row.p_id !== null && row.e_id === null)
      const taken = row.status === 'resolved' || row.status === 'snoozed' || row.e_status === 'claimed'
      expect(row.unread_count).toBe(taken ? 0 : Number(row.seq) - Number(row.last_reply))
    }
  })

  it('has messages in the order they were written', async () => {
    const [row] = await rows<{ wrong: number }>(`
      SELECT count(*)::int AS wrong FROM (
        SELECT sent_at < lag(sent_at) OVER (PARTITION BY conversation_id ORDER BY seq) AS wrong FROM messages) m
      WHERE m.wrong`)
    expect(row?.wrong).toBe(0)
  })

  it('has nothing on its way', async () => {
    expect(await countInFlight(open.database.statement)).toBe(0)
  })

  it('shows every draft with its evidence, in both languages', async () => {
    const suggestions = await rows<{ id: string }>('SELECT id FROM suggestions')
    const views = await open.database.withTenant(demo.tenantId, async tx => {
      const found = []
      for (const { id } of suggestions) {
        found.push(await describeSuggestion(tx, id, 'en'), await describeSuggestion(tx, id, 'ru'))
      }
      return found
    })
    for (const view of views) {
      const shown = suggestionView.parse(view)
      const evidenceIds = new Set(shown.evidence.map(item => item.id))
      for (const sentence of shown.sentences) {
        expect(sentence.supported).toBe(sentence.evidenceIds.length > 0)
        expect(sentence.evidenceIds.every(id => evidenceIds.has(id))).toBe(true)
      }
      expect(shown.explanation.length).toBeGreaterThan(0)
      expect(shown.explanation.join()).not.toMatch(/—\.|undefined|NaN|\{/)
    }
  }, 60_000)

  it('quotes what the cited passages say', async () => {
    const [row] = await rows<{ wrong: number }>(`
      SELECT count(*)::int AS wrong FROM suggestion_sources s JOIN chunks k ON k.id = s.chunk_id
      WHERE position(s.quote IN k.content) = 0`)
    expect(row?.wrong).toBe(0)
    expect(await count('suggestion_sources WHERE chunk_id IS NULL')).toBe(0)
  })

  it('holds approvals that bind to the bytes that left', async () => {
    const sent = await rows<Record<string, string>>(`
      SELECT m.content, k.external_id, m.channel_id, a.content_hash, a.text_hash, o.status AS outbox, m.delivery_status, o.recipient
      FROM messages m JOIN approvals a ON a.id = m.approval_id
      JOIN outbound_messages o ON o.message_id = m.id
      JOIN conversations c ON c.id = m.conversation_id JOIN customers k ON k.id = c.customer_id
      WHERE m.direction = 'outbound'`)
    expect(sent).toHaveLength(await count(`messages WHERE direction = 'outbound'`))
    for (const row of sent) {
      const text = row.content ?? ''
      const subject = {
        text,
        attachments: [],
        recipient: row.external_id ?? '',
        channel: row.channel_id ?? '',
      }
      const binding = bindApproval(subject, { conversationVersion: 1, policyVersion: 1 }, sha256)
      expect(row).toMatchObject({
        content_hash: binding.hash,
        text_hash: sha256(text),
        recipient: row.external_id,
        outbox: row.delivery_status,
      })
    }
  })

  it('gives a run everything it starts from', async () => {
    const route = await routeChannel(open.database.statement, 'demo')
    expect(route?.tenantId).toBe(demo.tenantId)
    const [waiting] = await rows<{ id: string }>(
      `SELECT id FROM conversations WHERE status = 'waiting_operator' LIMIT 1`,
    )
    const situation = await open.database.withTenant(demo.tenantId, tx =>
      readSituation(tx, waiting?.id ?? randomUUID(), new Date()),
    )
    expect(situation?.waiting).toBe(true)
    expect(situation?.flags.AI_AUTOSEND_ENABLED).toBe(false)
    expect(situation?.templates.length).toBeGreaterThanOrEqual(6)
    expect(situation?.calibrations.length).toBeGreaterThanOrEqual(1)
    expect(situation?.profile.flagged_keywords).toContain('chargeback')
  })

  it('has something to teach: what people changed or refused of late, the most instructive first', async () => {
    const items = await open.database.withTenant(demo.tenantId, tx => listOpenItems(tx, null, 100))
    const since = async (hours: number) => {
      const [row] = await rows<{ conversations: number }>(
        `SELECT count(DISTINCT s.conversation_id)::int AS conversations
         FROM human_actions a JOIN suggestions s ON s.id = a.suggestion_id
         WHERE a.action <> 'approve' AND a.created_at > now() - make_interval(hours => $1::int)`,
        hours,
      )
      return row?.conversations ?? 0
    }
    expect(items.length).toBeGreaterThanOrEqual(3)
    expect(items.length).toBeGreaterThanOrEqual(await since(9 * 24 - 1))
    expect(items.length).toBeLessThanOrEqual(await since(9 * 24 + 1))
    expect(items.map(item => item.score)).toEqual(items.map(item => item.score).toSorted((a, b) => b - a))
    expect(items.map(toItemView).every(item => item.reasons.length > 0 && item.question !== '')).toBe(true)
  })

  it('finds articles, products and past replies for a question', async () => {
    const query = { tenantId: demo.tenantId, limit: 5 }
    const { answers } = await retrievePassages(services, {
      ...query,
      questions: ['Do you have a student discount?'],
    })
    expect(answers[0]?.[0]).toMatchObject({ kind: 'faq', language: 'en' })
    const [product] = await lookUpProducts(services, {
      ...query,
      language: 'ru',
      question: 'Сколько стоит клавиатура Terrace 75?',
      context: [],
      productIds: [],
    })
    expect(product).toMatchObject({ sku: 'KIV-K75', language: 'ru', priceMinor: 11900 })
    const question = 'How long does delivery take?'
    expect((await findSimilarReplies(services, { ...query, question })).length).toBeGreaterThan(0)
  })

  it('keeps its session ids to itself', async () => {
    const [row] = await rows<{ wrong: number }>(
      `SELECT count(*)::int AS wrong FROM customers WHERE external_id !~ '^[A-Za-z0-9_-]{43}$'`,
    )
    expect(row?.wrong).toBe(0)
  })
})
