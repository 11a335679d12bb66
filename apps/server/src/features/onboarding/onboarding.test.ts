import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onboardingView } from '@countersign/shared/onboarding/onboarding.contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ApiClient,
  codeOf,
  refusalOf,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'onboarding-'))
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

const newest = async () => (await owner.onboarding.assess.mutate()).reports[0]
const stateOf = (report: Awaited<ReturnType<typeof newest>>, code: string) =>
  report?.checks.find(check => check.code === code)?.status

describe('setting a workspace up', () => {
  it('begins with the first step, and shows where customers write', async () => {
    const view = onboardingView.parse(await owner.onboarding.get.query())
    expect(view).toMatchObject({
      status: 'not_started',
      currentStep: 'business',
      completedSteps: [],
      scriptUrl: `${test.url}/widget.js`,
      reports: [],
    })
    const [channel] = view.channels
    const { status } = await writeAsCustomer(test.url, {
      sessionId: 'setting-up',
      text: 'Hello',
      channelKey: channel?.key ?? '',
    })
    expect(status).toBe(202)
    expect((await fetch(view.scriptUrl)).status).toBe(200)
    await test.server.drain(20_000)
  })

  it('goes on from where anybody left it, and two at once undo nothing of each other', async () => {
    await Promise.all(
      (['business', 'products', 'policies'] as const).map(step =>
        owner.onboarding.finishStep.mutate({ step, ...(step === 'products' ? { setAside: true } : {}) }),
      ),
    )
    expect(await owner.onboarding.get.query()).toMatchObject({
      status: 'in_progress',
      currentStep: 'channels',
      completedSteps: ['business', 'products', 'policies'],
      answers: { products: { setAside: true, note: null }, business: { setAside: false } },
    })
  })

  it('ends with the last look, once the other steps are done, and says so in the trail once', async () => {
    const finish = (step: 'channels' | 'knowledge' | 'review') => owner.onboarding.finishStep.mutate({ step })
    expect(await refusalOf(finish('review'))).toEqual({
      code: 'onboarding.steps_left',
      details: { left: ['channels', 'knowledge'] },
    })
    await finish('channels')
    await finish('knowledge')
    expect((await finish('review')).status).toBe('done')
    expect((await finish('review')).status).toBe('done')
    const { items } = await owner.audit.list.query({ action: 'onboarding_finished' })
    expect(items).toHaveLength(1)
    expect((await owner.onboarding.reopenStep.mutate({ step: 'knowledge' })).status).toBe('in_progress')
  })

  it('is for those who may change settings', async () => {
    const operator = (await signInAs(test.url, 'operator')).api
    expect(await codeOf(operator.onboarding.get.query())).toBe('auth.forbidden')
    expect(await codeOf(operator.onboarding.assess.mutate())).toBe('auth.forbidden')
  })
})

describe('a report of readiness', () => {
  it('says what is there, and changes with it', async () => {
    const before = await newest()
    expect(stateOf(before, 'escalationContact')).toBe('failed')
    expect(stateOf(before, 'firstMessage')).toBe('passed')
    expect(before?.recommendations).toContain('escalationContact')
    const { version } = await owner.tenant.get.query()
    await owner.tenant.update.mutate({ version, change: { escalationEmail: 'duty@test.test' } })
    for (let count = 0; count < 5; count += 1) {
      await owner.knowledge.upsert.mutate({
        title: `Article ${count}`,
        text: 'Opened goods may be returned.',
      })
    }
    await test.server.drain(20_000)
    const after = await newest()
    expect(stateOf(after, 'escalationContact')).toBe('passed')
    expect(stateOf(after, 'knowledge')).toBe('passed')
    expect(after?.score).toBeGreaterThan(before?.score ?? 100)
    expect(after?.by).toBe('owner')
  })

  it('stays as it was written, newest first', async () => {
    const { reports } = await owner.onboarding.get.query()
    expect(reports).toHaveLength(2)
    expect(reports.map(report => report.score)).toEqual(
      reports.map(report => report.score).sort((left, right) => right - left),
    )
    const { items } = await owner.audit.list.query({ action: 'readiness_assessed' })
    expect(items.map(item => item.metadata.score)).toEqual(reports.map(report => report.score))
  })
})
