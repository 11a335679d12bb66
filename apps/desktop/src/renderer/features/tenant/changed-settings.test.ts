import { describe, expect, it } from 'vitest'
import { changedSettings } from './changed-settings.ts'
import { tenant } from './tenant.fixture.ts'

describe('what is sent of the workspace’s settings', () => {
  it('is nothing when nothing differs', () => {
    const { version: _, ...settings } = tenant
    expect(changedSettings(tenant, { ...settings, workingDays: [...settings.workingDays] })).toEqual({})
  })

  it('is each field that differs, also one that was emptied', () => {
    const { version: _, ...settings } = { ...tenant, escalationEmail: 'a@b.test' }
    expect(
      changedSettings(
        { ...tenant, escalationEmail: 'a@b.test' },
        { ...settings, escalationEmail: null, workingDays: ['mon'], tone: 'formal' },
      ),
    ).toEqual({ escalationEmail: null, workingDays: ['mon'], tone: 'formal' })
  })
})
