import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sqlOf } from '../../db/sql-of.ts'
import {
  type ApiClient,
  askAndWait,
  codeOf,
  refusalOf,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../../testing/test-server.ts'
import { findSituation } from '../suggestion/situation.repo.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'settings-'))
let test: TestServer
/** Who each draft was written as, in their order. */
const profiles: unknown[] = []
let owner: ApiClient
let operator: ApiClient

beforeAll(async () => {
  test = await startTestServer(
    dataDir,
    {},
    {
      model: model => ({
        ...model,
        draft(request, options) {
          profiles.push(request.profile)
          return model.draft(request, options)
        },
      }),
    },
  )
  owner = (await signInAs(test.url, 'owner')).api
  operator = (await signInAs(test.url, 'operator')).api
}, 60_000)
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Changes settings as they are now. */
async function change(fields: Parameters<ApiClient['tenant']['update']['mutate']>[0]['change']) {
  const { version } = await owner.tenant.get.query()
  return owner.tenant.update.mutate({ version, change: fields })
}

function updates(): Promise<{ by: string; metadata: Record<string, unknown> }[]> {
  return test.server.services.database.withTenant(
    test.tenant.tenantId,
    tx => sqlOf(tx).$queryRaw<{ by: string; metadata: Record<string, unknown> }[]>`
      SELECT actor_id AS by, metadata FROM audit_events WHERE action = 'tenant_updated' ORDER BY created_at, id`,
  )
}

describe('the settings of a tenant', () => {
  it('are read by everyone who works for it and changed by those who may', async () => {
    const seen = await operator.tenant.get.query()
    expect(seen).toMatchObject({
      name: 'test',
      language: 'en',
      timezone: 'UTC',
      version: 1,
      requireSecondFactor: false,
    })
    const attempt = operator.tenant.update.mutate({ version: 1, change: { name: 'Mine' } })
    expect(await codeOf(attempt)).toBe('auth.forbidden')
  })

  it('change only what is named, and are written down with what they were', async () => {
    const before = await owner.tenant.get.query()
    const after = await change({
      tone: 'neutral',
      workingDays: ['sat', 'mon'],
      escalationEmail: 'Help@Shop.test',
      name: 'test',
    })
    const expected = {
      ...before,
      tone: 'neutral',
      workingDays: ['mon', 'sat'],
      escalationEmail: 'help@shop.test',
    }
    expect(after).toEqual({ ...expected, version: before.version + 1 })
    expect((await updates()).at(-1)).toEqual({
      by: test.tenant.members.owner,
      metadata: {
        'tone.before': 'friendly',
        'tone.after': 'neutral',
        'workingDays.before': 'mon, tue, wed, thu, fri, sat, sun',
        'workingDays.after': 'mon, sat',
        'escalationEmail.before': null,
        'escalationEmail.after': 'help@shop.test',
      },
    })
    const lines = await updates()
    expect(await change({ tone: 'neutral' })).toEqual(after)
    expect(await updates()).toEqual(lines)
  })

  it('are not saved over what somebody else saved meanwhile', async () => {
    const form = await owner.tenant.get.query()
    const newer = await change({ currency: 'USD' })
    const stale = await refusalOf(
      owner.tenant.update.mutate({ version: form.version, change: { currency: 'GBP' } }),
    )
    expect(stale).toEqual({ code: 'setting.stale', details: { current: newer } })
    expect(await owner.tenant.get.query()).toEqual(newer)
  })

  it('have one winner among those who save at once', async () => {
    const { version } = await owner.tenant.get.query()
    const codes = await Promise.all(
      [10, 20, 30, 40].map(percent =>
        codeOf(owner.tenant.update.mutate({ version, change: { maxDiscountPercent: percent } })),
      ),
    )
    expect(codes.filter(code => code === null)).toHaveLength(1)
    expect(codes.filter(code => code === 'setting.stale')).toHaveLength(3)
    expect((await owner.tenant.get.query()).version).toBe(version + 1)
  })

  it('refuse what does not fit, and store nothing of it', async () => {
    const before = await owner.tenant.get.query()
    for (const fields of [
      { timezone: 'Europe/Atlantis', name: 'Other' },
      { currency: 'ZZZ' },
      { sessionIdleMinutes: 5000, sessionAbsoluteMinutes: 60 },
    ]) {
      expect(await codeOf(change(fields))).toBe('input.invalid')
    }
    expect(await owner.tenant.get.query()).toEqual(before)
  })

  it('take effect on the next draft: who speaks, how, and within which limits', async () => {
    const question = 'Hello! Can I return opened headphones?'
    await change({ addressStyle: 'formal', tone: 'formal', allowDiscounts: false, maxDiscountPercent: 0 })
    const formal = await askAndWait(test, operator, 'settings-formal', question)
    const change2 = {
      addressStyle: 'informal',
      tone: 'friendly',
      allowDiscounts: true,
      maxDiscountPercent: 15,
    } as const
    await change({ ...change2, name: 'Headphone House', timezone: 'Asia/Tokyo' })
    const informal = await askAndWait(test, operator, 'settings-informal', question)
    expect(informal.suggestion?.text).toMatch(/\S/)
    expect(informal.suggestion?.text).not.toBe(formal.suggestion?.text)
    expect(profiles.at(-2)).toMatchObject({ tone: 'formal', addressStyle: 'formal', allowDiscounts: false })
    expect(profiles.at(-1)).toMatchObject({
      ...change2,
      tenantName: 'Headphone House',
      timezone: 'Asia/Tokyo',
    })
  })

  it('take effect on what the next run knows of the working hours', async () => {
    const { body } = await writeAsCustomer(test.url, { sessionId: 'settings-hours', text: 'Are you open?' })
    await test.server.drain(20_000)
    await change({
      workingDays: ['sat'],
      workingHoursStart: '10:00',
      workingHoursEnd: '14:30',
      autoReplyOutsideHours: true,
    })
    const { tenantId } = test.tenant
    const { services } = test.server
    const situation = await services.database.readTenant(tenantId, tx =>
      findSituation(tx, body.conversationId, new Date()),
    )
    expect(situation?.tenant).toMatchObject({
      working_days: ['sat'],
      working_hours_start: '10:00',
      working_hours_end: '14:30',
      auto_reply_outside_hours: true,
    })
  })
})
