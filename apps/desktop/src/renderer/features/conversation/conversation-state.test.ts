import { conversationStatuses } from '@countersign/shared/conversation/conversation.machine'
import { describe, expect, it } from 'vitest'
import { item, message } from '../../testing/detail.fixture.ts'
import { windowLeft } from './channel-window.ts'
import { conversationState } from './conversation-state.ts'
import { snoozeTimes } from './snooze-times.ts'
import { byDay } from './thread.tsx'

describe('the state of a row', () => {
  it('is one of a few words, whatever the status', () => {
    for (const status of conversationStatuses) {
      for (const lastFrom of ['customer', 'operator', 'ai', null] as const) {
        expect(conversationState(item({ status, lastFrom })).name).toBeTypeOf('string')
      }
    }
  })

  it('is the draft when there is one, but an escalation comes first', () => {
    expect(conversationState(item()).name).toBe('draft_ready')
    expect(conversationState(item({ status: 'escalated' })).name).toBe('escalated')
    expect(conversationState(item({ pendingSuggestionId: null, lastFrom: 'ai' })).name).toBe('auto_sent')
    expect(conversationState(item({ pendingSuggestionId: null })).name).toBe('needs_reply')
  })
})

describe('the time left to reply', () => {
  const now = new Date('2026-11-20T12:00:00.000Z')
  it('runs from the customer’s last message, on channels that have a window', () => {
    expect(windowLeft('whatsapp', '2026-11-20T09:00:00.000Z', now)).toBe(21 * 3_600_000)
    expect(windowLeft('whatsapp', '2026-11-19T11:00:00.000Z', now)).toBe(-3_600_000)
    expect(windowLeft('telegram', '2026-11-20T09:00:00.000Z', now)).toBeNull()
    expect(windowLeft('whatsapp', null, now)).toBeNull()
  })
})

describe('times to snooze until', () => {
  it('all lie ahead, on every hour of a week', () => {
    for (let hour = 0; hour < 7 * 24; hour += 1) {
      const now = new Date(2026, 10, 16, hour, 30)
      for (const { name, until } of snoozeTimes(now)) {
        expect(until.getTime(), `${name} at ${now.toString()}`).toBeGreaterThan(now.getTime())
      }
    }
  })

  it('offers this evening only while it is ahead', () => {
    const names = (hour: number) => snoozeTimes(new Date(2026, 10, 18, hour)).map(time => time.name)
    expect(names(10)).toContain('evening')
    expect(names(18)).not.toContain('evening')
  })
})

describe('a thread by days', () => {
  it('starts a day where the calendar does', () => {
    const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString()
    const days = byDay([
      message(1, { sentAt: at(19, 23) }),
      message(2, { sentAt: at(20, 0) }),
      message(3, { sentAt: at(20, 9) }),
    ])
    expect(days.map(day => day.messages.map(one => one.seq))).toEqual([[1], [2, 3]])
  })
})
