import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EscalationEvent, type EscalationStatus, nextEscalationStatus } from './escalation.machine.ts'

describe('nextEscalationStatus', () => {
  it.each<[EscalationStatus, EscalationEvent, string]>([
    ['pending', 'claim', 'claimed'],
    ['pending', 'handle', 'handled'],
    ['pending', 'dismiss', 'dismissed'],
    ['claimed', 'claim', 'escalation.already_claimed'],
    ['claimed', 'handle', 'handled'],
    ['claimed', 'dismiss', 'dismissed'],
    ['handled', 'claim', 'escalation.already_closed'],
    ['handled', 'handle', 'escalation.already_closed'],
    ['handled', 'dismiss', 'escalation.already_closed'],
    ['dismissed', 'claim', 'escalation.already_closed'],
    ['dismissed', 'handle', 'escalation.already_closed'],
    ['dismissed', 'dismiss', 'escalation.already_closed'],
  ])('%s, %s → %s', (status, event, expected) => {
    const next = nextEscalationStatus(status, event)
    expect(next.ok ? next.value : next.code).toBe(expected)
    if (!next.ok) expect(next.details).toEqual({ status })
  })

  it('is closed exactly once, whatever people try', () => {
    const events = fc.array(fc.constantFrom<EscalationEvent>('claim', 'handle', 'dismiss'), { maxLength: 12 })
    fc.assert(
      fc.property(events, list => {
        let status: EscalationStatus = 'pending'
        let closed = 0
        for (const event of list) {
          const next = nextEscalationStatus(status, event)
          if (!next.ok) continue
          status = next.value
          if (status === 'handled' || status === 'dismissed') closed += 1
        }
        expect(closed).toBe(list.some(event => event !== 'claim') ? 1 : 0)
      }),
    )
  })
})
