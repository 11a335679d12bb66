import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { replayThresholds } from '@countersign/shared/insight/replay-thresholds.policy'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sqlOf } from '../db/sql-of.ts'
import {
  type ApiClient,
  askAndWait,
  codeOf,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'insight-'))
const question = 'Can I still return opened headphones?'
let test: TestServer
let owner: ApiClient
let operator: ApiClient

beforeAll(async () => {
  test = await startTestServer(dataDir)
  owner = (await signInAs(test.url, 'owner')).api
  operator = (await signInAs(test.url, 'operator')).api
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const inTenant = <T>(work: (sql: ReturnType<typeof sqlOf>) => Promise<T>) =>
  test.server.services.database.withTenant(test.tenant.tenantId, tx => work(sqlOf(tx)))

/** `count` decided drafts about one intent, one a minute from `from` on, as if people had decided them. */
async function seedDecisions(intent: string, from: string, outcomes: readonly ('approve' | 'edit')[]) {
  const { body } = await writeAsCustomer(test.url, { sessionId: `history-of-${intent}`, text: 'Hello' })
  await test.server.drain(20_000)
  const { conversationId } = body
  const { ids } = test.server.services
  const { tenantId } = test.tenant
  await inTenant(async sql => {
    for (const [at, outcome] of outcomes.entries()) {
      const createdAt = new Date(Date.parse(from) + at * 60_000)
      const id = ids.next()
      await sql.suggestion.create({
        data: {
          id,
          tenantId,
          conversationId,
          status: outcome === 'approve' ? 'approved' : 'edited',
          text: `Draft ${at} about ${intent}`,
          intent,
          confidence: (at % 20) / 20,
          failedKeys: at % 3 === 0 ? 4 : 0,
          fixedEscalation: at % 11 === 0,
          decision: 'NEED_APPROVAL',
          model: 'offline',
          promptVersion: '1',
          createdAt,
        },
        select: { id: true },
      })
      await sql.trainingSample.create({
        data: {
          id: ids.next(),
          tenantId,
          conversationId,
          suggestionId: id,
          channelType: 'webchat',
          question: 'How?',
          draft: `Draft ${at} about ${intent}`,
          intent,
          decision: 'NEED_APPROVAL',
          outcome,
          createdAt,
        },
        select: { id: true },
      })
    }
  })
}
const times = (count: number, outcome: 'approve' | 'edit') => Array.from({ length: count }, () => outcome)

describe('the autonomy page', () => {
  it('tells each intent’s record, the newest 200 only, with the reason its gate is as it is', async () => {
    await seedDecisions('warranty', '2026-01-01T00:00:00Z', [...times(30, 'edit'), ...times(200, 'approve')])
    await seedDecisions('pickup', '2026-01-02T00:00:00Z', times(12, 'approve'))
    const { items } = await owner.insight.autonomy.query()
    expect(items.find(item => item.intent === 'warranty')).toMatchObject({
      channelType: 'webchat',
      decisions: 200,
      unchanged: 200,
      open: true,
      why: 'earned',
    })
    expect(items.find(item => item.intent === 'pickup')).toMatchObject({
      decisions: 12,
      unchanged: 12,
      open: false,
      why: 'too_few',
    })
  })

  it('is for managers', async () => {
    expect(await codeOf(operator.insight.autonomy.query())).toBe('auth.forbidden')
  })
})

describe('a gate that changes', () => {
  it('tells the managers once when it opens and when it closes, and nobody else', async () => {
    await owner.policy.update.mutate({
      version: (await owner.policy.get.query()).version,
      decision: { autonomyTarget: 0.9 },
    })
    const intent = (await askAndWait(test, operator, 'gate-0', question)).suggestion?.intent ?? ''
    await seedDecisions(intent, '2026-01-03T00:00:00Z', times(60, 'approve'))
    const decide = async (session: string, text: string | null) => {
      const { suggestion } = await askAndWait(test, operator, session, question)
      const input = {
        id: suggestion?.id ?? '',
        version: suggestion?.version ?? 0,
        idempotencyKey: `key-of-${session}`,
      }
      if (text === null) await operator.suggestion.approve.mutate(input)
      else await operator.suggestion.edit.mutate({ ...input, text })
    }
    const told = async () =>
      (await owner.notification.list.query()).items.filter(item => item.kind.startsWith('autonomy_'))
    await decide('gate-1', null)
    expect((await told()).map(item => item.kind)).toEqual(['autonomy_opened'])
    await decide('gate-2', null)
    expect(await told()).toHaveLength(1)
    for (let at = 3; at <= 7; at += 1) await decide(`gate-${at}`, `No, it is different: ${at}.`)
    expect((await told()).map(item => item.kind)).toEqual(['autonomy_closed', 'autonomy_opened'])
    const { unread } = await owner.notification.list.query()
    expect(unread).toBeGreaterThanOrEqual(2)
    await owner.notification.markRead.mutate({})
    expect((await owner.notification.list.query()).unread).toBe(0)
    expect((await operator.notification.list.query()).items).toEqual([])
  })
})

describe('an intent that is kept out of learning', () => {
  it('loses its gate like any other, and none of its words are kept to learn from', async () => {
    const opener = await askAndWait(test, operator, 'kept-0', question)
    const intent = opener.suggestion?.intent ?? ''
    const { version } = await owner.policy.get.query()
    await owner.policy.update.mutate({ version, training: { disabledLearningIntents: [intent] } })
    const record = async () => (await owner.insight.autonomy.query()).items.find(row => row.intent === intent)
    const before = await record()
    const { suggestion } = await askAndWait(test, operator, 'kept-1', question)
    await operator.suggestion.edit.mutate({
      id: suggestion?.id ?? '',
      version: suggestion?.version ?? 0,
      idempotencyKey: 'key-of-kept-1',
      text: 'These words are nobody’s to learn.',
    })
    expect(await record()).toMatchObject({
      decisions: (before?.decisions ?? 0) + 1,
      unchanged: before?.unchanged,
    })
    const kept = await inTenant(sql =>
      sql.trainingSample.findMany({
        where: { suggestionId: suggestion?.id ?? '' },
        select: { outcome: true, learned: true, question: true, draft: true, finalAnswer: true },
      }),
    )
    expect(kept).toEqual([{ outcome: 'edit', learned: false, question: '', draft: '', finalAnswer: null }])
    await owner.policy.update.mutate({
      version: (await owner.policy.get.query()).version,
      training: { disabledLearningIntents: [] },
    })
  })
})

describe('the time machine', () => {
  const period = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' }

  it('comes to what judging every stored row again would', async () => {
    const { cells } = await owner.insight.replay.query(period)
    const rows = await inTenant(sql =>
      sql.suggestion.findMany({
        where: { createdAt: { gte: new Date(period.from), lt: new Date(period.to) } },
        select: { confidence: true, failedKeys: true, fixedEscalation: true, status: true },
      }),
    )
    expect(rows).toHaveLength(230)
    for (const [tAuto, tEscalate] of [
      [0.8, 0.4],
      [0.5, 0.5],
      [0.95, 0],
      [0, 0],
      [1, 1],
    ] as const) {
      const expected = { sent: 0, queued: 0, escalated: 0, bad: 0 }
      for (const row of rows) {
        const confidence = Math.fround(row.confidence)
        if (row.fixedEscalation || confidence < Math.fround(tEscalate)) expected.escalated += 1
        else if (confidence >= Math.fround(tAuto) && row.failedKeys === 0) {
          expected.sent += 1
          if (row.status === 'edited') expected.bad += 1
        } else expected.queued += 1
      }
      expect(replayThresholds(cells, { tAuto, tEscalate, ignoredKeys: [] })).toMatchObject(expected)
    }
  })

  it('names the bad replies that would have gone out', async () => {
    const { cells } = await owner.insight.replay.query({ ...period, intent: 'warranty' })
    const settings = { tAuto: 0.5, tEscalate: 0.2 }
    const { items } = await owner.insight.badReplies.query({
      ...period,
      ...settings,
      intent: 'warranty',
      limit: 200,
    })
    expect(items.length).toBe(replayThresholds(cells, { ...settings, ignoredKeys: [] }).bad)
    expect(items.length).toBeGreaterThan(0)
    expect(items.every(item => item.confidence >= 0.5 && item.outcome === 'edited')).toBe(true)
    const past = await owner.insight.badReplies.query({
      ...period,
      ...settings,
      intent: 'warranty',
      ignoredKeys: ['MODE'],
      limit: 200,
    })
    expect(past.items.length).toBeGreaterThan(items.length)
  })

  it('knows periods in which nothing happened, and refuses those that end before they begin', async () => {
    const nothing = { from: '2020-01-01T00:00:00.000Z', to: '2020-02-01T00:00:00.000Z' }
    expect((await owner.insight.replay.query(nothing)).cells).toEqual([])
    expect(await codeOf(owner.insight.replay.query({ from: nothing.to, to: nothing.from }))).toBe(
      'input.invalid',
    )
  })
})

describe('the learning queue', () => {
  const item = async (conversationId: string) =>
    (await owner.learning.list.query({ limit: 100 })).items.find(one => one.conversationId === conversationId)

  async function correct(session: string, text: string) {
    const { suggestion, conversation } = await askAndWait(test, operator, session, question)
    await operator.suggestion.edit.mutate({
      id: suggestion?.id ?? '',
      version: suggestion?.version ?? 0,
      text,
      idempotencyKey: `key-of-${session}`,
    })
    return item(conversation.id)
  }

  it('takes in what people changed, weighed by how much, and what the AI handed over', async () => {
    const { suggestion, conversation } = await askAndWait(test, operator, 'lesson-1', question)
    await operator.suggestion.edit.mutate({
      id: suggestion?.id ?? '',
      version: suggestion?.version ?? 0,
      text: 'Please call us about this on Monday.',
      idempotencyKey: 'key-of-lesson-1',
    })
    const edited = await item(conversation.id)
    expect(edited).toMatchObject({ status: 'pending', finalAnswer: 'Please call us about this on Monday.' })
    expect(edited?.reasons.find(reason => reason.code === 'EDITED')?.points).toBeGreaterThan(15)
    const rejected = await askAndWait(test, operator, 'lesson-2', question)
    await operator.suggestion.reject.mutate({
      id: rejected.suggestion?.id ?? '',
      version: rejected.suggestion?.version ?? 0,
      idempotencyKey: 'key-of-lesson-2',
    })
    expect((await item(rejected.conversation.id))?.reasons).toContainEqual({ code: 'REJECTED', points: 25 })
  })

  it('has one open item for each conversation, with all its reasons', async () => {
    for (const key of ['lesson-3a', 'lesson-3b']) {
      const { suggestion } = await askAndWait(test, operator, 'lesson-3', question)
      const input = {
        id: suggestion?.id ?? '',
        version: suggestion?.version ?? 0,
        idempotencyKey: `key-of-${key}`,
      }
      if (key === 'lesson-3a') await operator.suggestion.reject.mutate(input)
      else await operator.suggestion.edit.mutate({ ...input, text: 'Something else entirely.' })
    }
    const { items } = await owner.learning.list.query({ limit: 100 })
    const own = items.filter(one => one.finalAnswer === 'Something else entirely.')
    expect(own).toHaveLength(1)
    expect(own[0]?.reasons.map(reason => reason.code).sort()).toEqual(
      expect.arrayContaining(['EDITED', 'REJECTED']),
    )
  })

  it('knows what a person answered instead of a refused draft, the first answer only', async () => {
    const { conversation, suggestion } = await askAndWait(test, operator, 'lesson-answered', question)
    await operator.suggestion.reject.mutate({
      id: suggestion?.id ?? '',
      version: suggestion?.version ?? 0,
      idempotencyKey: 'key-of-lesson-answered',
    })
    const conversationId = conversation.id
    const answered = async () =>
      (await owner.learning.list.query({ limit: 100 })).items.find(
        one => one.conversationId === conversationId,
      )?.finalAnswer
    expect(await answered()).toBeNull()
    const send = (text: string) =>
      operator.message.send.mutate({ conversationId, text, idempotencyKey: `key-of-${text}` })
    await send('Only with the green label.')
    await send('Anything else?')
    expect(await answered()).toBe('Only with the green label.')
  })

  it('is walked page by page, the most instructive first', async () => {
    const all = (await owner.learning.list.query({ limit: 100 })).items
    const walked: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof owner.learning.list.query>> = await owner.learning.list.query({
        limit: 2,
        cursor,
      })
      walked.push(...page.items.map(one => one.id))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(walked).toEqual(all.map(one => one.id))
    expect(all.map(one => one.score)).toEqual(
      all.map(one => one.score).toSorted((left, right) => right - left),
    )
  })

  it('lets a reviewer dismiss an item once', async () => {
    const [first] = (await owner.learning.list.query({ limit: 1 })).items
    const id = first?.id ?? ''
    expect(await owner.learning.dismiss.mutate({ id })).toEqual({ id, status: 'dismissed' })
    expect(await codeOf(owner.learning.dismiss.mutate({ id }))).toBe('learning.already_reviewed')
    expect(await codeOf(owner.learning.dismiss.mutate({ id: test.tenant.tenantId }))).toBe(
      'learning.not_found',
    )
    const { items } = await owner.learning.list.query({ status: 'dismissed', limit: 10 })
    expect(items.map(one => one.id)).toEqual([id])
  })

  it('turns an item into a lesson that is found at once, once', async () => {
    const first = await correct('lesson-4', 'Opened headphones need the blue seal from the box.')
    const questions = ['Do opened headphones need a seal?', 'What is the blue seal?']
    const taught = await owner.learning.teach.mutate({
      id: first?.id ?? '',
      lesson: { kind: 'faq', questions, answer: 'Bring the blue seal.' },
    })
    expect(taught).toMatchObject({ id: first?.id, status: 'taught' })
    const [hit] = (await owner.knowledge.search.query({ text: 'blue seal' })).hits
    expect(hit?.documentId).toBe(taught.lessonId)
    expect(
      await codeOf(
        owner.learning.teach.mutate({ id: first?.id ?? '', lesson: { kind: 'faq', questions, answer: 'x' } }),
      ),
    ).toBe('learning.already_reviewed')
  })

  it('links a correction made again to the lesson that should have prevented it', async () => {
    const first = await correct('lesson-5', 'Only in winter: headphones freeze.')
    const lesson = { kind: 'template' as const, name: 'Winter', content: 'Winter.', language: 'en' as const }
    await owner.learning.teach.mutate({ id: first?.id ?? '', lesson })
    // A reply people sent is the best lesson there is. Without it nothing but the template is left, which nobody asks for.
    await inTenant(sql =>
      sql.trainingSample.deleteMany({ where: { conversationId: first?.conversationId ?? '' } }),
    )
    const again = await correct('lesson-6', 'Only in winter: headphones freeze.')
    expect(again?.repeats).toMatchObject({ id: first?.id, lessonKind: 'template' })
    const now = Date.now()
    const rate = await owner.learning.repeatRate.query({
      from: new Date(now - 3_600_000).toISOString(),
      to: new Date(now + 60_000).toISOString(),
    })
    expect(rate).toMatchObject({ repeats: 1 })
    expect(rate.corrections).toBeGreaterThan(1)
    expect((await owner.notification.list.query()).items.map(one => one.kind)).toContain('repeat_edit')
  })

  it('gives every kind of lesson, or none at all', async () => {
    const open = async () => (await owner.learning.list.query({ limit: 1 })).items[0]?.id ?? ''
    const teach = async (lesson: Parameters<typeof owner.learning.teach.mutate>[0]['lesson']) =>
      owner.learning.teach.mutate({ id: await open(), lesson })
    const before = (await owner.learning.list.query({ limit: 100 })).items.length
    const nowhere = test.server.services.ids.next()
    expect(await codeOf(teach({ kind: 'document', id: nowhere, title: 'x', text: 'y' }))).toBe(
      'knowledge.not_found',
    )
    expect(await codeOf(teach({ kind: 'intent_example', intent: 'no-such', text: 'y' }))).toBe(
      'intent.not_found',
    )
    expect((await owner.learning.list.query({ limit: 100 })).items).toHaveLength(before)
    await teach({ kind: 'document', title: 'Seals', text: 'The seal is blue.' })
    await teach({
      kind: 'intent_example',
      intent: 'return',
      text: 'does the seal matter when I bring it back',
    })
    const { items } = await owner.learning.list.query({ status: 'taught', limit: 10 })
    expect(items.map(one => one.lesson?.kind)).toEqual(
      expect.arrayContaining(['document', 'intent_example', 'faq']),
    )
  })
})
