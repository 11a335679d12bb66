import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CompletionsServer, startCompletionsServer } from '../../ai/completions-server.fixture.ts'
import { sqlOf } from '../../db/sql-of.ts'
import {
  type ApiClient,
  askAndWait,
  codeOf,
  refusalOf,
  signInAs,
  startTestServer,
  type TestServer,
} from '../../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'agent-profile-'))
const question = 'How many days do I have to return a product?'
let completions: CompletionsServer
let test: TestServer
let owner: ApiClient
let operator: ApiClient
let channelId: string

beforeAll(async () => {
  completions = await startCompletionsServer()
  test = await startTestServer(dataDir, {
    AI_PROVIDER: 'openai',
    OPENAI_API_KEY: 'a key for tests',
    OPENAI_BASE_URL: completions.baseURL,
    OPENAI_MODEL: 'test-model',
  })
  owner = (await signInAs(test.url, 'owner')).api
  operator = (await signInAs(test.url, 'operator')).api
  channelId = (await owner.policy.get.query()).channels[0]?.id ?? ''
})
afterAll(async () => {
  await test?.server.close()
  await completions?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const get = (channel: string | null = null) => owner.agentProfile.get.query({ channelId: channel })
type Change = Omit<Parameters<typeof owner.agentProfile.update.mutate>[0], 'version'>
const change = async (fields: Change) =>
  owner.agentProfile.update.mutate({ version: (await get(fields.channelId ?? null)).version, ...fields })
const lastPrompt = () => {
  const body = completions.received.findLast(request => request.path.endsWith('/completions'))?.body
  return { body, system: body?.messages?.find(message => message.role === 'system')?.content ?? '' }
}
let sessions = 0
const ask = (text = question) => askAndWait(test, owner, `profile-session-${++sessions}`, text)

describe('the agent profile', () => {
  it('keeps what it is given, counts each change and refuses one made to an older version', async () => {
    const { version } = await get()
    const fields = {
      companyFacts: [
        { name: 'Founded', value: 'In 1998, by two sisters' },
        { name: 'Where', value: 'Hamburg' },
      ],
      temperature: 0.3,
      topP: 0.9,
      tone: 'dry and brief',
      language: 'ru' as const,
      systemPrompt: 'Sign as the Harbour team.',
      flaggedKeywords: ['recall'],
      ignoreExamples: ['ok thanks'],
    }
    const changed = await owner.agentProfile.update.mutate({ version, ...fields })
    expect(changed).toMatchObject({ ...fields, version: version + 1, model: null, chatsEnabled: true })
    expect(new Set((await get()).companyFacts)).toEqual(new Set(changed.companyFacts))
    const { code, details } = await refusalOf(owner.agentProfile.update.mutate({ version, tone: 'loud' }))
    expect(code).toBe('setting.stale')
    expect(details?.current).toMatchObject({ tone: 'dry and brief', version: version + 1 })
  })

  it('has one winner when two change it at once', async () => {
    const { version } = await get()
    const codes = await Promise.all(
      ['a', 'b'].map(tone => codeOf(owner.agentProfile.update.mutate({ version, tone }))),
    )
    expect(codes.toSorted()).toEqual(['setting.stale', null].toSorted())
  })

  it.each<[string, Change]>([
    ['a temperature out of range', { temperature: 3 }],
    ['an empty phrase', { flaggedPhrases: [' '] }],
    [
      'a fact that stands twice',
      {
        companyFacts: [
          { name: 'a', value: '1' },
          { name: 'a', value: '2' },
        ],
      },
    ],
    ['a tone nobody can see', { tone: '\u200b' }],
    ['a model without a price', { model: 'a-model-of-nobody' }],
  ])('refuses %s and changes nothing', async (_name, fields) => {
    const before = await get()
    expect(await codeOf(change(fields))).toBe('input.invalid')
    expect(await get()).toEqual(before)
  })

  it('is for those who may change settings', async () => {
    expect(await codeOf(operator.agentProfile.get.query({}))).toBe('auth.forbidden')
    expect(await codeOf(operator.agentProfile.update.mutate({ version: 1 }))).toBe('auth.forbidden')
    expect(await codeOf(operator.template.list.query())).toBe('auth.forbidden')
  })

  it('speaks in the next draft: facts, tone, house style, model and sampling', async () => {
    const { models } = await get()
    await change({
      model: models[0] ?? '',
      tone: 'like a harbour pilot',
      temperature: 0.2,
      topP: 0.5,
      systemPrompt: 'Sign as the Harbour team.',
      companyFacts: [{ name: 'Founded', value: 'In 1998' }],
    })
    const { suggestion } = await ask()
    const { body, system } = lastPrompt()
    expect(body).toMatchObject({ model: models[0], temperature: 0.2, top_p: 0.5 })
    expect(system).toContain('like a harbour pilot')
    expect(system).toContain('Founded: In 1998')
    expect(system).toContain('Sign as the Harbour team.')
    expect(suggestion?.model).toBe(models[0])
  })

  it('has drafts that wait written again, and an approval of the old one is stale', async () => {
    const before = await ask()
    const { version } = await owner.policy.get.query()
    await change({ tone: 'very formal' })
    await test.server.drain(20_000)
    expect((await owner.policy.get.query()).version).toBe(version + 1)
    const after = await owner.conversation.get.query({ id: before.conversation.id })
    expect(after.suggestion?.id).not.toBe(before.suggestion?.id)
    expect(lastPrompt().system).toContain('very formal')
  })

  it('holds for one channel alone, and goes back to the tenant’s', async () => {
    const { version: none, tone } = await get(channelId)
    expect([none, tone]).toEqual([0, 'very formal'])
    await change({ channelId, tone: 'only here' })
    expect((await get()).tone).toBe('very formal')
    await ask()
    expect(lastPrompt().system).toContain('only here')
    const { version } = await get(channelId)
    await owner.agentProfile.remove.mutate({ channelId, version })
    expect(await get(channelId)).toMatchObject({ version: 0, tone: 'very formal' })
    expect(await codeOf(owner.agentProfile.remove.mutate({ channelId, version }))).toBe('setting.stale')
    await ask()
    expect(lastPrompt().system).toContain('very formal')
  })

  it('answers for a channel that does not exist as for another tenant’s', async () => {
    const nobody = test.server.services.ids.next()
    expect(await codeOf(get(nobody))).toBe('channel.not_found')
    expect(await codeOf(change({ channelId: nobody, tone: 'x' }).catch(error => Promise.reject(error)))).toBe(
      'channel.not_found',
    )
  })

  it('leaves audit lines with names of fields and none of their words', async () => {
    const lines = await test.server.services.database.withTenant(test.tenant.tenantId, tx =>
      sqlOf(tx).auditEvent.findMany({
        where: { action: 'agent_profile_updated' },
        select: { metadata: true },
      }),
    )
    expect(JSON.stringify(lines)).toContain('systemPrompt')
    expect(JSON.stringify(lines)).not.toContain('Harbour team')
  })

  it('keeps flagged words of the profile out of the AI’s hands', async () => {
    await change({ flaggedKeywords: ['recall'] })
    const { conversation } = await ask('Is there a recall of the headphones?')
    expect(conversation.status).toBe('escalated')
  })
})

describe('canned replies', () => {
  const fields = {
    name: 'Parking',
    content: 'Park behind the house, two hours are free.',
    language: 'en' as const,
    category: null,
    triggers: ['where can i park'],
    active: true,
  }

  it('are written, changed, found by their trigger and removed', async () => {
    const { id } = await owner.template.upsert.mutate(fields)
    await owner.template.upsert.mutate({ ...fields, id, name: 'Car park' })
    const { templates } = await owner.template.list.query()
    expect(templates.find(template => template.id === id)).toEqual({ ...fields, id, name: 'Car park' })
    const { suggestion } = await ask('Hello, where can I park?')
    expect(suggestion?.evidence.map(source => source.title)).toContain('Car park')
    await owner.template.remove.mutate({ id })
    expect(await codeOf(owner.template.remove.mutate({ id }))).toBe('template.not_found')
    expect(await codeOf(owner.template.upsert.mutate({ ...fields, id }))).toBe('template.not_found')
  })

  it.each([{ name: ' ' }, { content: '\u200b' }, { language: 'xx' as never }, { triggers: [''] }])(
    'refuse %j',
    async wrong => {
      expect(await codeOf(owner.template.upsert.mutate({ ...fields, ...wrong }))).toBe('input.invalid')
    },
  )
})
