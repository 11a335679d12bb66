import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sqlOf } from '../db/sql-of.ts'
import {
  type ApiClient,
  askAndWait,
  codeOf,
  readAsCustomer,
  refusalOf,
  signInAs,
  startTestServer,
  type TestServer,
} from '../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'policy-'))
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

const policy = () => owner.policy.get.query()
const change = async (fields: Omit<Parameters<typeof owner.policy.update.mutate>[0], 'version'>) =>
  owner.policy.update.mutate({ version: (await policy()).version, ...fields })

describe('changing policy', () => {
  it('counts every change and refuses one made to an older version, with what holds now', async () => {
    const { version } = await policy()
    const changed = await owner.policy.update.mutate({ version, decision: { auditRate: 0.1 } })
    expect(changed.version).toBe(version + 1)
    expect(changed.decision.auditRate).toBeCloseTo(0.1)
    const { code, details } = await refusalOf(
      owner.policy.update.mutate({ version, decision: { auditRate: 0.2 } }),
    )
    expect(code).toBe('setting.stale')
    expect(details?.current).toMatchObject({ version: version + 1 })
    expect((await policy()).decision.auditRate).toBeCloseTo(0.1)
  })

  it('has one winner when two change it at once', async () => {
    const { version } = await policy()
    const codes = await Promise.all(
      [0.5, 0.6].map(tAuto => codeOf(owner.policy.update.mutate({ version, decision: { tAuto } }))),
    )
    expect(codes.sort()).toEqual(['setting.stale', null].sort())
    await change({ decision: { tAuto: 0.8 } })
  })

  it.each([
    { tAuto: 1.2 },
    { tAuto: 0.3, tEscalate: 0.5 },
    { tEscalate: 0.9 },
    { mode: 'wild' as never },
    { intentsForceHandoff: [''] },
  ])('refuses %j and changes nothing', async decision => {
    const before = await policy()
    expect(await codeOf(change({ decision }))).toBe('input.invalid')
    expect(await policy()).toEqual(before)
  })

  it('is for those who may', async () => {
    expect(await codeOf(operator.policy.get.query())).toBe('auth.forbidden')
    expect(await codeOf(operator.policy.update.mutate({ version: 1, decision: {} }))).toBe('auth.forbidden')
  })

  it('leaves an audit line that says what changed', async () => {
    await change({ training: { forbiddenTopics: ['lottery'] } })
    const lines = await test.server.services.database.withTenant(test.tenant.tenantId, tx =>
      sqlOf(tx).auditEvent.findMany({
        where: { action: 'policy_updated' },
        orderBy: { createdAt: 'desc' },
        take: 1,
        select: { metadata: true },
      }),
    )
    expect(lines[0]?.metadata).toEqual({ forbiddenTopics: '[] → ["lottery"]' })
    await change({ training: { forbiddenTopics: [] } })
  })
})

describe('a draft that waits while policy changes', () => {
  it('is drafted again by the new rules, and the old one can no longer be approved', async () => {
    const { suggestion, conversation } = await askAndWait(test, operator, 'policy-customer-1', question)
    expect(suggestion?.decision).toBe('NEED_APPROVAL')
    await change({ decision: { intentsForceHandoff: ['discount', 'complaint', suggestion?.intent ?? ''] } })
    await test.server.drain(20_000)
    const input = { id: suggestion?.id ?? '', version: suggestion?.version ?? 0, idempotencyKey: 'policy-1' }
    expect(await codeOf(operator.suggestion.approve.mutate(input))).toMatch(
      /suggestion\.(stale|already_decided)/,
    )
    const after = await operator.conversation.get.query({ id: conversation.id })
    expect(after.conversation.status).toBe('escalated')
    expect(after.suggestion?.id).not.toBe(suggestion?.id)
    expect(await readAsCustomer(test.url, 'policy-customer-1')).toHaveLength(1)
    await change({ decision: { intentsForceHandoff: ['discount', 'complaint'] } })
    await test.server.drain(20_000)
  })

  it('is stale to an approval that was on its way, and drafted again then too', async () => {
    const { suggestion, conversation } = await askAndWait(test, operator, 'policy-customer-2', question)
    // Only the version moves: as if the change had come between the last run and this approval.
    await test.server.services.database.withTenant(test.tenant.tenantId, async tx => {
      await sqlOf(tx).$executeRaw`UPDATE decision_settings SET policy_version = policy_version + 1`
    })
    const input = { id: suggestion?.id ?? '', version: suggestion?.version ?? 0, idempotencyKey: 'policy-2' }
    const { code, details } = await refusalOf(operator.suggestion.approve.mutate(input))
    expect(code).toBe('suggestion.stale')
    expect(details).toMatchObject({ changed: 'policy' })
    await test.server.drain(20_000)
    const after = await operator.conversation.get.query({ id: conversation.id })
    expect(after.suggestion).toMatchObject({ status: 'pending' })
    expect(after.suggestion?.id).not.toBe(suggestion?.id)
    await operator.suggestion.approve.mutate({
      id: after.suggestion?.id ?? '',
      version: after.suggestion?.version ?? 0,
      idempotencyKey: 'policy-3',
    })
    await test.server.drain(20_000)
    expect(await readAsCustomer(test.url, 'policy-customer-2')).toHaveLength(2)
  })
})

describe('modes', () => {
  it('come from the nearest place that has one', async () => {
    const { conversation } = await askAndWait(test, operator, 'mode-customer', question)
    const modeOf = async () => {
      const { conversation: now } = await operator.conversation.get.query({ id: conversation.id })
      return [now.mode, now.ownMode]
    }
    expect(await modeOf()).toEqual(['learning', null])
    await change({ decision: { mode: 'semi_auto' } })
    expect(await modeOf()).toEqual(['semi_auto', null])
    await owner.policy.setChannelMode.mutate({ channelId: test.tenant.channelId, mode: 'auto' })
    expect(await modeOf()).toEqual(['auto', null])
    await owner.conversation.setMode.mutate({ id: conversation.id, mode: 'learning' })
    expect(await modeOf()).toEqual(['learning', 'learning'])
    await owner.conversation.setMode.mutate({ id: conversation.id, mode: null })
    await owner.policy.setChannelMode.mutate({ channelId: test.tenant.channelId, mode: null })
    await change({ decision: { mode: 'learning' } })
    expect(await modeOf()).toEqual(['learning', null])
    await test.server.drain(20_000)
  })

  it('know no channel of nobody', async () => {
    const channelId = test.tenant.tenantId
    expect(await codeOf(owner.policy.setChannelMode.mutate({ channelId, mode: 'auto' }))).toBe(
      'channel.not_found',
    )
  })

  it('let the AI be silent in one conversation', async () => {
    const { conversation } = await askAndWait(test, operator, 'silent-customer', 'Hello')
    await operator.conversation.setAi.mutate({ id: conversation.id, enabled: false })
    const after = await askAndWait(test, operator, 'silent-customer', question)
    expect(after.conversation.aiEnabled).toBe(false)
    expect(after.suggestion).toBeNull()
  })
})

describe('human delay', () => {
  it('is kept whole, and refused where it contradicts itself', async () => {
    const { delay } = await policy()
    const wanted = {
      ...delay,
      enabled: true,
      minDelayMs: 1000,
      maxDelayMs: 5000,
      nightMode: 'AUTO_REPLY' as const,
    }
    expect(await codeOf(owner.policy.updateDelay.mutate(wanted))).toBe('input.invalid')
    const kept = await owner.policy.updateDelay.mutate({
      ...wanted,
      nightAutoReplyText: 'We are back at nine.',
    })
    expect(kept.delay).toEqual({ ...wanted, nightAutoReplyText: 'We are back at nine.' })
    expect(await codeOf(owner.policy.updateDelay.mutate({ ...delay, minDelayMs: 9000, maxDelayMs: 5 }))).toBe(
      'input.invalid',
    )
    await owner.policy.updateDelay.mutate(delay)
  })
})
