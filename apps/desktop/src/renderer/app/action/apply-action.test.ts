import { describe, expect, it } from 'vitest'
import { conversationId, detail, item, jonas, mara, suggestionId } from '../../testing/detail.fixture.ts'
import type { Action } from './action.ts'
import { type Acting, applyToDetail, applyToItem, belongs } from './apply-action.ts'

const acting: Acting = {
  member: { id: mara.id, name: mara.name },
  team: new Map([[jonas.memberId, jonas.name]]),
  at: '2026-11-20T11:00:00.000Z',
}
const on = (action: Action) => applyToDetail(detail(), action, acting, 'm')
const decided = { id: suggestionId, version: 1, idempotencyKey: 'key-00001' }

describe('the guess of what an action does', () => {
  it('sends no words for a rejection and escalates without any', () => {
    const rejected = on({ kind: 'suggestion.reject', conversationId, input: decided })
    expect(rejected.messages).toHaveLength(1)
    expect(rejected.suggestion).toBeNull()
    const escalated = on({ kind: 'suggestion.escalate', conversationId, input: decided })
    expect(escalated.conversation.status).toBe('escalated')
  })

  it('names the colleague it assigns to, and nobody', () => {
    const to = (memberId: string | null) =>
      on({ kind: 'conversation.assign', conversationId, input: { id: conversationId, memberId } })
        .conversation.assignee
    expect(to(jonas.memberId)).toEqual(jonas)
    expect(to(mara.id)).toEqual({ memberId: mara.id, name: mara.name })
    expect(to(null)).toBeNull()
  })

  it('leaves an illegal move as it was', () => {
    const reopened = on({ kind: 'conversation.reopen', conversationId, input: { id: conversationId } })
    expect(reopened.conversation.status).toBe('active')
    const escalated = detail({ conversation: { status: 'escalated' } })
    const snoozed = applyToDetail(
      escalated,
      {
        kind: 'conversation.snooze',
        conversationId,
        input: { id: conversationId, until: '2026-11-21T09:00:00.000Z' },
      },
      acting,
      'm',
    )
    expect(snoozed.conversation.status).toBe('escalated')
  })

  it('does not change what it was given', () => {
    const before = detail()
    const copy = structuredClone(before)
    applyToDetail(before, { kind: 'suggestion.reject', conversationId, input: decided }, acting, 'm')
    expect(before).toEqual(copy)
  })
})

describe('which list a row belongs to', () => {
  it('leaves the approvals once it is decided, and the open lists once it is resolved', () => {
    const answered = applyToItem(
      item(),
      { kind: 'suggestion.approve', conversationId, input: decided, text: 'Yes.' },
      acting,
    )
    expect(belongs(answered, { view: 'approval', status: null }, mara.id)).toBe(false)
    expect(belongs(answered, { view: 'all', status: null }, mara.id)).toBe(true)
    const resolved = item({ status: 'resolved' })
    expect(belongs(resolved, { view: 'all', status: null }, mara.id)).toBe(false)
    expect(belongs(resolved, { view: 'all', status: 'resolved' }, mara.id)).toBe(true)
  })

  it('tells mine from unassigned', () => {
    const mine = item({ assignee: { memberId: mara.id, name: mara.name } })
    expect(belongs(mine, { view: 'mine', status: null }, mara.id)).toBe(true)
    expect(belongs(mine, { view: 'unassigned', status: null }, mara.id)).toBe(false)
    expect(belongs(item({ assignee: jonas }), { view: 'mine', status: null }, mara.id)).toBe(false)
  })
})
