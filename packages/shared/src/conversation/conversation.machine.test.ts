import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ConversationEvent,
  type ConversationStatus,
  conversationEvents,
  conversationStatuses,
  conversationTransitions,
  nextConversationStatus,
} from './conversation.machine.ts'

/** Written out once more, by hand: changing the product's table has to be meant. `-` is a refusal. */
const table: Readonly<Record<ConversationStatus, string>> = {
  active: 'active waiting_operator waiting_customer escalated - snoozed - resolved -',
  waiting_customer: 'active - waiting_customer escalated - snoozed - resolved active',
  waiting_operator: 'active waiting_operator waiting_customer escalated - snoozed - resolved active',
  escalated: 'escalated escalated escalated escalated active - - resolved -',
  snoozed: 'active - - - - - active - active',
  resolved: 'active - - - - - - - active',
}

const events = fc.constantFrom<ConversationEvent>(...conversationEvents)
const statuses = fc.constantFrom<ConversationStatus>(...conversationStatuses)

/** Where a list of events leads; refused ones change nothing. */
const follow = (from: ConversationStatus, list: readonly ConversationEvent[]): ConversationStatus =>
  list.reduce<ConversationStatus>((status, event) => {
    const next = nextConversationStatus(status, event)
    return next.ok ? next.value : status
  }, from)

describe('nextConversationStatus', () => {
  it.each(conversationStatuses)('moves from %s as the table says', status => {
    const expected = table[status].split(' ')
    const found = conversationEvents.map(event => {
      const next = nextConversationStatus(status, event)
      return next.ok ? next.value : '-'
    })
    expect(found).toEqual(expected)
  })

  it('refuses with the state and the event, so that the console can say what is impossible', () => {
    expect(nextConversationStatus('resolved', 'reply_sent')).toEqual({
      ok: false,
      code: 'conversation.illegal_move',
      details: { status: 'resolved', event: 'reply_sent' },
    })
  })

  it('lets a customer reach somebody from every state', () => {
    fc.assert(
      fc.property(statuses, fc.array(events, { maxLength: 20 }), (from, list) => {
        expect(['active', 'escalated']).toContain(follow(from, [...list, 'customer_wrote']))
      }),
    )
  })

  it('never takes a conversation out of the escalation queue by a message in either direction', () => {
    const talk = fc.constantFrom<ConversationEvent>(
      'customer_wrote',
      'suggestion_ready',
      'reply_sent',
      'escalated',
    )
    fc.assert(
      fc.property(fc.array(talk, { maxLength: 20 }), list => {
        expect(follow('escalated', list)).toBe('escalated')
      }),
    )
  })

  it('has no state one cannot leave, and none one cannot reach', () => {
    for (const status of conversationStatuses) {
      const onward = Object.values(conversationTransitions[status]).filter(next => next !== status)
      expect(onward, status).not.toHaveLength(0)
      const inward = conversationStatuses.filter(
        other => other !== status && Object.values(conversationTransitions[other]).includes(status),
      )
      expect(inward, status).not.toHaveLength(0)
    }
  })
})
