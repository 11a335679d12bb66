import { describe, expect, it } from 'vitest'
import { auditQuery, memberChoice, noFilter } from './audit-filter.ts'

describe('what is asked of the audit trail', () => {
  it('is nothing but what was chosen', () => {
    expect(auditQuery(noFilter)).toEqual({})
    expect(auditQuery({ ...noFilter, entity: 'member', action: 'member_joined' })).toEqual({
      entityType: 'member',
      action: 'member_joined',
    })
  })

  it('is one member, or a kind of actor', () => {
    const memberId = '019a0000-0000-7000-8000-00000000000a'
    expect(auditQuery({ ...noFilter, actor: memberChoice(memberId) })).toEqual({ actorId: memberId })
    expect(auditQuery({ ...noFilter, actor: 'ai' })).toEqual({ actorKind: 'ai' })
  })

  it('begins with the first moment of the first day and ends after the last day, where the person is', () => {
    const asked = auditQuery({ ...noFilter, from: '2026-03-01', to: '2026-03-31' })
    expect(asked).toEqual({
      from: new Date(2026, 2, 1).toISOString(),
      to: new Date(2026, 3, 1).toISOString(),
    })
  })

  it('leaves a half-typed date out', () => {
    expect(auditQuery({ ...noFilter, from: '2026-3', to: '' })).toEqual({})
  })
})
