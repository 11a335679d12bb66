import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shippedExamplesEn } from '@countersign/shared/intent/shipped-examples.en'
import { shippedExamplesRu } from '@countersign/shared/intent/shipped-examples.ru'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sqlOf } from '../db/sql-of.ts'
import { requestDueTraining } from '../features/intent/index.ts'
import { trainIntentsJob } from '../jobs/catalog/train-intents.job.ts'
import {
  type ApiClient,
  askAndWait,
  codeOf,
  signInAs,
  startTestServer,
  type TestServer,
} from '../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'intents-'))
let test: TestServer
let owner: ApiClient
let operator: ApiClient

beforeAll(async () => {
  test = await startTestServer(dataDir)
  owner = (await signInAs(test.url, 'owner')).api
  operator = (await signInAs(test.url, 'operator')).api
}, 60_000)
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const inTenant = <T>(work: (sql: ReturnType<typeof sqlOf>) => Promise<T>) =>
  test.server.services.database.withTenant(test.tenant.tenantId, tx => work(sqlOf(tx)))
const versions = async () =>
  (await inTenant(sql => sql.intentModel.findMany({ select: { version: true } }))).map(row => row.version)
const warranty = async () => {
  const { intents } = await owner.intent.list.query()
  const found = intents.find(intent => intent.key === 'engraving')
  if (found === undefined) throw new Error('there is no such intent')
  return found
}
const asked = [
  'Can you engrave my name on it?',
  'do you offer engraving',
  'how much text fits on an engraving',
  'I want initials engraved on the back',
  'engraving for a wedding gift please',
  'Is engraving possible on earbuds?',
]

describe('a tenant’s intents', () => {
  it('start with the shipped ones, once, however many ask at first', async () => {
    const lists = await Promise.all([1, 2, 3].map(() => owner.intent.list.query()))
    for (const list of lists) expect(list).toEqual(lists[0])
    const [list] = lists
    expect(list?.intents.map(intent => intent.key)).toEqual([
      'price',
      'availability',
      'shipping',
      'return',
      'discount',
      'complaint',
      'order_status',
      'other',
    ])
    const shipped = [shippedExamplesEn, shippedExamplesRu].flatMap(examples => Object.values(examples).flat())
    const stored = (list?.intents ?? []).reduce((sum, intent) => sum + intent.examples, 0)
    expect(stored + (list?.outsideExamples ?? 0)).toBe(shipped.length)
    expect(list?.model).toBeNull()
  })

  it('are told apart by the shipped model until the tenant’s own is learned, then by that, at once', async () => {
    const question = 'Could you engrave a short message on the case?'
    expect(await owner.intent.test.query({ text: 'how much is the lamp' })).toMatchObject({
      intent: 'price',
      model: 'shipped',
    })
    const { id, key } = await owner.intent.create.mutate({ key: 'engraving', name: 'Engraving' })
    expect(key).toBe('engraving')
    for (const text of asked) await owner.intent.addExample.mutate({ intentId: id, text })
    await test.server.drain(60_000)
    const { model, outdated, intents } = await owner.intent.list.query()
    expect(intents.at(-1)).toMatchObject({ key: 'engraving', examples: asked.length })
    expect(outdated).toBe(false)
    expect(model?.accuracy).toBeGreaterThan(0.4)
    // Processes look for a newer model every two seconds.
    await expect
      .poll(() => owner.intent.test.query({ text: question }), { timeout: 10_000, interval: 200 })
      .toMatchObject({ intent: 'engraving', model: model?.version })
    const scores = await owner.intent.test.query({ text: question })
    expect(scores.ranked[0]).toMatchObject({ key: 'engraving', name: 'Engraving' })
    const { suggestion } = await askAndWait(test, operator, 'engraving-session', question)
    expect(suggestion?.intent).toBe('engraving')
  }, 90_000)

  it('are learned again only when something is new', async () => {
    const before = await versions()
    const enqueue = () =>
      test.server.services.database.withTenant(test.tenant.tenantId, tx =>
        test.server.services.jobs.enqueue(tx, trainIntentsJob, { tenantId: test.tenant.tenantId }),
      )
    await enqueue()
    await enqueue()
    await test.server.drain(60_000)
    expect(await versions()).toEqual(before)
    await requestDueTraining(test.server.services, test.tenant.tenantId)
    await test.server.drain(60_000)
    expect(await versions()).toEqual(before)
  }, 90_000)

  it('take a text that moves to another intent from the one before, and the same again as nothing', async () => {
    const { id } = await warranty()
    const text = 'Is it possible to have two lines of text?'
    const first = await owner.intent.addExample.mutate({ intentId: null, text })
    const same = await owner.intent.addExample.mutate({
      intentId: null,
      text: 'is it possible to have  two lines of text? ',
    })
    expect(same).toEqual(first)
    const moved = await owner.intent.addExample.mutate({ intentId: id, text })
    expect(moved.id).not.toBe(first.id)
    const outside = await owner.intent.listExamples.query({ intentId: null, limit: 200 })
    expect(outside.items.map(item => item.id)).not.toContain(first.id)
    const { items } = await owner.intent.listExamples.query({ intentId: id })
    expect(items[0]).toMatchObject({ id: moved.id, text, source: 'manual', language: 'en' })
    await owner.intent.removeExample.mutate({ id: moved.id })
    expect(await codeOf(owner.intent.removeExample.mutate({ id: moved.id }))).toBe('intent.not_found')
  })

  it('list their examples in pages', async () => {
    const { intents } = await owner.intent.list.query()
    const price = intents.find(intent => intent.key === 'price')
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: { items: { id: string }[]; nextCursor: string | null } =
        await owner.intent.listExamples.query({ intentId: price?.id ?? null, cursor, limit: 20 })
      seen.push(...page.items.map(item => item.id))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(new Set(seen).size).toBe(price?.examples)
    expect(seen.length).toBe(price?.examples)
  })

  it('are archived and brought back, and keep their key', async () => {
    const { id } = await warranty()
    expect(await owner.intent.archive.mutate({ id })).toMatchObject({ active: false, key: 'engraving' })
    expect((await owner.intent.list.query()).intents.at(-1)).toMatchObject({ id, active: false })
    expect(await owner.intent.update.mutate({ id, active: true, name: 'Gravur' })).toMatchObject({
      active: true,
      name: 'Gravur',
    })
    expect(await codeOf(owner.intent.create.mutate({ key: 'engraving', name: 'Again' }))).toBe(
      'intent.key_taken',
    )
    const trail = await inTenant(sql =>
      sql.auditEvent.findMany({ where: { entityType: 'intent' }, select: { action: true } }),
    )
    expect(new Set(trail.map(line => line.action))).toEqual(
      new Set([
        'intent_created',
        'intent_updated',
        'intent_archived',
        'intent_example_added',
        'intent_example_removed',
      ]),
    )
  })

  it.each([
    ['none', 'Nothing'],
    ['Price', 'Upper case'],
    ['', 'Empty'],
    ['a b', 'A space'],
    ['ok', ' '],
  ])('refuse the key %j with the name %j', async (key, name) => {
    expect(await codeOf(owner.intent.create.mutate({ key, name }))).toBe('input.invalid')
  })

  it('refuse examples that are nothing, and intents that are not there', async () => {
    for (const text of ['', '   ', '\u200b\u200b', 'x'.repeat(2001), 'a\u0000b']) {
      expect(await codeOf(owner.intent.addExample.mutate({ intentId: null, text }))).toBe('input.invalid')
    }
    const nowhere = randomUUID()
    expect(await codeOf(owner.intent.addExample.mutate({ intentId: nowhere, text: 'hello there' }))).toBe(
      'intent.not_found',
    )
    expect(await codeOf(owner.intent.update.mutate({ id: nowhere, name: 'x' }))).toBe('intent.not_found')
    expect(await codeOf(owner.intent.archive.mutate({ id: nowhere }))).toBe('intent.not_found')
  })

  it('are for those who may change settings', async () => {
    expect(await codeOf(operator.intent.list.query())).toBe('auth.forbidden')
    expect(await codeOf(operator.intent.train.mutate())).toBe('auth.forbidden')
    expect(await codeOf(operator.intent.test.query({ text: 'hello' }))).toBe('auth.forbidden')
  })

  it('keep the newest models only, and answer by the shipped one when theirs cannot be read', async () => {
    await inTenant(
      sql => sql.$executeRaw`
      INSERT INTO intent_models (id, tenant_id, version, model, source_hash, sample_count, accuracy, trained_at)
      VALUES (${randomUUID()}::uuid, ${test.tenant.tenantId}::uuid, 1000, ${Buffer.from('rubbish')}, 'x', 1, 1, now())`,
    )
    await expect
      .poll(() => owner.intent.test.query({ text: 'how much is the lamp' }), {
        timeout: 10_000,
        interval: 200,
      })
      .toMatchObject({ intent: 'price', model: 'shipped' })
    await owner.intent.train.mutate()
    await test.server.drain(60_000)
    const kept = await versions()
    expect(Math.max(...kept)).toBeGreaterThan(1000)
    expect(kept.length).toBeLessThanOrEqual(3)
  }, 90_000)
})
