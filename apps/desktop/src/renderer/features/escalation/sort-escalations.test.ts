import type { EscalationView } from '@countersign/shared/escalation/escalation.contract'
import { describe, expect, it } from 'vitest'
import { sortEscalations } from './escalation-panel.tsx'

const escalation = (id: string, patch: Partial<EscalationView>): EscalationView => ({
  id,
  conversationId: id,
  suggestionId: null,
  customerName: id,
  channelType: 'webchat',
  reason: 'human_requested',
  summary: null,
  suggestedResponse: null,
  clarificationNeeded: null,
  status: 'pending',
  priority: 0,
  dueAt: null,
  createdAt: '2026-11-20T10:00:00.000Z',
  claimedBy: null,
  handledBy: null,
  ...patch,
})

describe('the queue', () => {
  it('puts what is due first, then what is urgent, then whoever waited longest; closed ones are gone', () => {
    const sorted = sortEscalations([
      escalation('late', { createdAt: '2026-11-20T12:00:00.000Z' }),
      escalation('early', {}),
      escalation('closed', { status: 'handled' }),
      escalation('urgent', { priority: 2, createdAt: '2026-11-20T13:00:00.000Z' }),
      escalation('due', { dueAt: '2026-11-20T15:00:00.000Z' }),
      escalation('overdue', { dueAt: '2026-11-20T09:00:00.000Z', status: 'claimed' }),
    ])
    expect(sorted.map(one => one.id)).toEqual(['overdue', 'due', 'urgent', 'early', 'late'])
  })
})
