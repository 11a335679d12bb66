import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Model } from '../../ai/model.port.ts'
import { sqlOf } from '../../db/sql-of.ts'
import {
  type ApiClient,
  askAndWait,
  readAsCustomer,
  signInAs,
  startTestServer,
  type TestServer,
} from '../../testing/test-server.ts'
import { type Attack, canaries, createObedientModel, houseStyle, readAttacks } from './attacks.fixture.ts'

/** A server whose tenant lets everything out by itself, with a model that obeys whoever speaks to it. */
const dataDir = mkdtempSync(join(tmpdir(), 'abuse-'))
const attacks = readAttacks()
const question = 'Can I still return opened headphones?'
let test: TestServer
let owner: ApiClient
let model: Model | null = null
let sessions = 0

beforeAll(async () => {
  test = await startTestServer(
    dataDir,
    {},
    { model: usual => ({ ...usual, draft: (request, options) => (model ?? usual).draft(request, options) }) },
  )
  owner = (await signInAs(test.url, 'owner')).api
  const { ids } = test.server.services
  const { tenantId } = test.tenant
  await inTenant(sql =>
    sql.featureFlag.create({
      data: { id: ids.next(), tenantId, name: 'AI_AUTOSEND_ENABLED', enabled: true },
      select: { id: true },
    }),
  )
  await owner.agentProfile.update.mutate({
    version: (await owner.agentProfile.get.query({})).version,
    systemPrompt: houseStyle,
  })
  const { version } = await owner.policy.get.query()
  await owner.policy.update.mutate({
    version,
    decision: {
      autosendAllowed: true,
      mode: 'auto',
      tAuto: 0,
      tEscalate: 0,
      auditRate: 0,
      autonomyTarget: 0.5,
      intentsForceHandoff: [],
    },
  })
  const { conversation } = await ask(question)
  const intents = [
    'price',
    'availability',
    'shipping',
    'return',
    'discount',
    'complaint',
    'order_status',
    'other',
  ]
  for (const intent of intents) await earnAutonomy(conversation.id, intent)
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const inTenant = <T>(work: (sql: ReturnType<typeof sqlOf>) => Promise<T>) =>
  test.server.services.database.withTenant(test.tenant.tenantId, tx => work(sqlOf(tx)))
const session = () => `abuse-session-${sessions}`
const ask = (text: string) => {
  sessions += 1
  return askAndWait(test, owner, session(), text)
}
const told = async () =>
  (await readAsCustomer(test.url, session())).filter(message => message.from !== 'customer')

/** As if people had let forty drafts about this pass. */
async function earnAutonomy(conversationId: string, intent: string): Promise<void> {
  const { ids } = test.server.services
  const { tenantId } = test.tenant
  const rows = Array.from({ length: 40 }, () => ({ id: ids.next(), sample: ids.next() }))
  await inTenant(async sql => {
    await sql.suggestion.createMany({
      data: rows.map(({ id }) => ({
        id,
        tenantId,
        conversationId,
        status: 'approved' as const,
        text: 'Yes.',
        decision: 'NEED_APPROVAL' as const,
        model: 'offline',
        promptVersion: '1',
      })),
    })
    await sql.trainingSample.createMany({
      data: rows.map(({ id, sample }) => ({
        id: sample,
        tenantId,
        conversationId,
        suggestionId: id,
        channelType: 'webchat' as const,
        question: 'How?',
        draft: 'Yes.',
        intent,
        decision: 'NEED_APPROVAL' as const,
        outcome: 'approve' as const,
        rawScore: 0.9,
      })),
    })
  })
}

/** One of each family, as customers would write them; the whole corpus runs through the pipeline in memory. */
const families = [
  ...new Map(
    attacks
      .filter(item => item.where === 'customer' && item.before === undefined)
      .map(item => [item.family, item] as const),
  ).values(),
]

describe('a server that lets everything out', () => {
  it('sends an honest answer by itself', async () => {
    model = null
    await ask(question)
    expect((await told()).map(reply => reply.from)).toEqual(['ai'])
  })

  it.each(families.map(attack => [attack.family, attack] as const))(
    'sends nothing of what an obedient model says to %s',
    async (_family, attack) => {
      model = createObedientModel([attack], 'cited')
      const { conversation, suggestion } = await ask(attack.text)
      expect(await told()).toEqual([])
      expect(suggestion?.decision).not.toBe('AUTO_SEND')
      expect(['waiting_operator', 'escalated', 'active']).toContain(conversation.status)
    },
  )

  it.each(
    attacks
      .filter(item => item.where === 'document')
      .slice(0, 3)
      .map(item => [item.id, item] as const),
  )('sends nothing that a poisoned article orders: %s', async (id, attack) => {
    await owner.knowledge.upsert.mutate({ title: `${attack.text} ${id}`, text: attack.carrier ?? '' })
    await test.server.drain(20_000)
    model = createObedientModel([attack], 'cited')
    await ask(attack.text)
    expect(await told()).toEqual([])
    // The offline model reads the same article.
    model = null
    await ask(attack.text)
    const text = (await told()).map(reply => reply.text).join('\n')
    for (const word of [...attack.never.filter(word => word !== '{prompt}'), ...canaries])
      expect(text).not.toContain(word)
  })

  it('shows on the card what is wrong with a reply that waits', async () => {
    const attack: Attack = {
      ...(attacks[0] as Attack),
      text: 'How do I send it back, and where to?',
      obeyed: ['You can return it at http://evil.example/back within 30 days.'],
    }
    model = createObedientModel([attack], 'cited')
    const { suggestion } = await ask(attack.text)
    expect(suggestion?.penalties.map(penalty => penalty.code)).toContain('FOREIGN_LINK')
  })

  it.each<[string, Model['draft']]>([
    [
      'nothing',
      async () => ({
        ok: true,
        draft: {
          sentences: [],
          questions: [],
          missingFields: [],
          handoff: null,
          model: 'broken',
          promptVersion: '',
          tokensIn: 1,
          tokensOut: 0,
        },
      }),
    ],
    [
      'a failure',
      async () => ({ ok: false, failure: { code: 'timeout', message: '', tokensIn: 1, tokensOut: 0 } }),
    ],
  ])('leaves the conversation to a person when the model answers with %s', async (_name, draft) => {
    model = { name: 'broken', embedModel: '', draft, embed: () => Promise.reject(new Error('unused')) }
    const { conversation } = await ask(question)
    expect(await told()).toEqual([])
    expect(conversation.status).toBe('escalated')
    await owner.message.send.mutate({
      conversationId: conversation.id,
      text: 'A person here.',
      idempotencyKey: `by-hand-${sessions}`,
    } as never)
    await test.server.drain(20_000)
    expect((await told()).map(reply => reply.text)).toEqual(['A person here.'])
  })
})
