import { may, roles } from '@countersign/shared/identity/role.policy'
import { describe, expect, it } from 'vitest'
import { visiblePages } from './settings-pages.ts'

const pagesOf = (role: (typeof roles)[number], level: 'admin' | 'owner' | null = null) =>
  visiblePages(permission => may(role, permission), level).flatMap(({ pages }) => pages)

describe('the side list of the settings', () => {
  it('shows everyone themselves and the roles, and all but guests the workspace and the team', () => {
    for (const role of roles) {
      expect(pagesOf(role)).toEqual(expect.arrayContaining(['profile', 'sign-in', 'devices', 'roles']))
      for (const page of ['workspace', 'team'] as const)
        expect(pagesOf(role).includes(page), `${page} for ${role}`).toBe(role !== 'guest')
    }
  })

  it('shows keys, secrets and the trail only to those who may use them', () => {
    expect(pagesOf('operator')).not.toContain('audit')
    expect(pagesOf('manager')).toContain('audit')
    expect(pagesOf('manager')).not.toContain('secrets')
    expect(pagesOf('admin')).toEqual(expect.arrayContaining(['api-keys', 'secrets', 'audit']))
  })

  it('shows the platform to nobody for their role alone', () => {
    expect(pagesOf('owner')).not.toContain('tenants')
    expect(pagesOf('viewer', 'admin')).toEqual(
      expect.arrayContaining(['tenants', 'users', 'flags', 'actions']),
    )
    expect(pagesOf('viewer', 'admin')).not.toContain('platform-secrets')
    expect(pagesOf('viewer', 'owner')).toContain('platform-secrets')
  })
})
