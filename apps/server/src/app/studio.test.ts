import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countStored } from '../testing/stored-rows.ts'
import { type ApiClient, codeOf, signInAs, startTestServer, type TestServer } from '../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'studio-'))
const question = 'Can I still return opened headphones?'
let test: TestServer
let owner: ApiClient

beforeAll(async () => {
  test = await startTestServer(dataDir)
  owner = (await signInAs(test.url, 'owner')).api
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const drain = () => test.server.drain(20_000)
async function ask(input: Parameters<typeof owner.studio.ask.mutate>[0]) {
  const asked = await owner.studio.ask.mutate(input)
  await drain()
  const thread = await owner.studio.thread.query({ id: asked.threadId })
  const message = thread.messages.find(one => one.id === asked.messageId)
  if (message === undefined) throw new Error('the question was not kept')
  return { ...asked, thread, message }
}

describe('the playground', () => {
  it('answers as a customer would be answered, and lays every stage open', async () => {
    const { message } = await ask({ text: question })
    expect(message.status).toBe('done')
    expect(message.reply).toMatch(/accepted/)
    const stages = message.trace?.stages.map(stage => stage.stage)
    expect(stages).toEqual([
      'gate',
      'classify',
      'retrieve',
      'draft',
      'ground',
      'self-check',
      'score',
      'decide',
    ])
    for (const stage of message.trace?.stages ?? []) {
      expect(stage.ms).toBeGreaterThanOrEqual(0)
      expect(stage.output, stage.stage).not.toBeNull()
    }
    expect(message.trace).toMatchObject({
      model: 'offline',
      costMicros: 0,
      outcome: { sources: ['Returns and exchanges'] },
    })
  })

  it('sends nothing, stores no conversation and touches no record', async () => {
    const count = (table: Parameters<typeof countStored>[2]) =>
      countStored(test.server.services.database, test.tenant.tenantId, table)
    const before = await Promise.all([count('conversations'), count('suggestions'), count('messages')])
    await ask({ text: question })
    expect(await Promise.all([count('conversations'), count('suggestions'), count('messages')])).toEqual(
      before,
    )
  })

  it('goes on from any point, in branches', async () => {
    const first = await ask({ text: question })
    const go = (text: string) => ask({ threadId: first.threadId, parentId: first.messageId, text })
    const left = await go('How much is the return postage?')
    const right = await go('I want to talk to a person')
    expect(left.message.reply).toMatch(/4\.90/)
    expect(right.message.trace?.outcome).toMatchObject({
      kind: 'escalated',
      escalationReason: 'human_requested',
    })
    expect(right.thread.messages.map(one => one.parentId)).toEqual([null, first.messageId, first.messageId])
  })

  it('is the member’s own', async () => {
    const { threadId, messageId } = await ask({ text: question })
    const operator = (await signInAs(test.url, 'operator')).api
    expect(await codeOf(operator.studio.threads.query())).toBe('auth.forbidden')
    const nowhere = test.server.services.ids.next()
    expect(await codeOf(owner.studio.thread.query({ id: nowhere }))).toBe('studio.not_found')
    expect(await codeOf(owner.studio.ask.mutate({ threadId: nowhere, text: 'x' }))).toBe('studio.not_found')
    expect(await codeOf(owner.studio.ask.mutate({ threadId, parentId: nowhere, text: 'x' }))).toBe(
      'studio.not_found',
    )
    expect(await codeOf(owner.studio.ask.mutate({ parentId: messageId, text: 'x' }))).toBe('studio.not_found')
  })
})

describe('pinned cases', () => {
  it('say nothing while nothing changes, and name what did', async () => {
    expect(await codeOf(owner.studio.runCases.mutate())).toBe('studio.no_cases')
    const { messageId } = await ask({ text: question })
    const pinned = await owner.studio.pin.mutate({ messageId, name: 'Opened headphones' })
    const run = async () => {
      const { id } = await owner.studio.runCases.mutate()
      await drain()
      return owner.studio.run.query({ id })
    }
    expect(await run()).toMatchObject({ status: 'done', total: 1, changed: 0, failed: 0, model: 'offline' })

    const [article] = (await owner.knowledge.search.query({ text: 'return opened headphones' })).hits
    await owner.knowledge.upsert.mutate({
      id: article?.documentId ?? '',
      title: 'Returns and exchanges',
      text: '# Returns\n\nYou can return any product within 14 days of delivery. Opened headphones are not accepted.',
    })
    await drain()
    const changed = await run()
    expect(changed).toMatchObject({ total: 1, changed: 1 })
    const [result] = changed.results
    expect(result?.changes.map(change => change.field)).toContain('reply')
    expect(result?.outcome.reply).toMatch(/14 days|not accepted/)

    await owner.studio.acceptOutcome.mutate({ runId: changed.id, caseId: pinned.id })
    expect(await run()).toMatchObject({ changed: 0 })
    expect((await owner.studio.runs.query()).items.map(one => one.changed)).toEqual([0, 1, 0])

    await owner.studio.archiveCase.mutate({ id: pinned.id })
    expect(await codeOf(owner.studio.archiveCase.mutate({ id: pinned.id }))).toBe('studio.not_found')
    expect((await owner.studio.cases.query()).items).toEqual([])
  })
})
