import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { gateConversation } from '../../packages/shared/src/suggestion/gate-conversation.policy.ts'
import { buildHistory, demoSeed } from './demo/build-history.ts'
import { members } from './demo/members.ts'
import { dayMs, hourMs } from './demo/schedule-conversations.ts'
import { seededRandom } from './demo/seeded-random.ts'
import { demoGate } from './demo-shop.ts'
import { type HistoryRows, noRows } from './history-rows.ts'
import { countBefore, listDecisions } from './judge-draft.ts'
import { recordConversation } from './record-conversation.ts'
import { shelveKnowledge } from './shelve-knowledge.ts'

const ids = { next: randomUUID }
const shelf = shelveKnowledge(ids, 'tenant', new Date())

function record(now: Date): { history: ReturnType<typeof buildHistory>; rows: HistoryRows } {
  const history = buildHistory({ random: seededRandom(demoSeed), now })
  const setting = {
    ids,
    random: seededRandom(7),
    now,
    tenantId: 'tenant',
    channelId: 'channel',
    members: new Map(members.map(member => [member.email, member.email])),
    shelf,
    decisions: listDecisions(history),
  }
  const rows = noRows()
  for (const conversation of history) recordConversation(rows, setting, conversation)
  return { history, rows }
}

const now = new Date('2026-11-20T10:30:00Z')

describe('the history as rows', () => {
  // What the policy decides depends on the days that have passed, so other first days are tried as well.
  const starts = Array.from(
    { length: 8 },
    (_, index) => new Date(now.getTime() + index * (9 * dayMs + 5 * hourMs)),
  )

  it.each(starts)('agrees with the policy when it ends at %s', moment => {
    const { rows, history } = record(moment)
    const pending = rows.suggestions.filter(suggestion => suggestion.status === 'pending')
    expect(new Set(pending.map(suggestion => suggestion.conversationId)).size).toBe(pending.length)
    expect(pending.length).toBeGreaterThanOrEqual(10)
    const waiting = history
      .flatMap(conversation => conversation.suggestions)
      .filter(({ outcome, decision }) => outcome === null && decision === 'NEED_APPROVAL')
    expect(pending.filter(suggestion => suggestion.decision === 'NEED_APPROVAL')).toHaveLength(waiting.length)
    const latest = Math.max(
      ...rows.auditEvents.map(event => new Date(event.createdAt ?? Number.NaN).getTime()),
    )
    expect(latest).toBeLessThanOrEqual(moment.getTime())
  })

  it('sends every approved or edited draft as the words that were decided on, once', () => {
    const { rows, history } = record(now)
    const sent = history
      .flatMap(conversation => conversation.suggestions)
      .filter(({ outcome }) => outcome?.action === 'approve' || outcome?.action === 'edit')
    const approvals = rows.approvals.filter(approval => approval.kind === 'suggestion')
    expect(approvals).toHaveLength(sent.length)
    expect(new Set(approvals.map(approval => approval.suggestionId)).size).toBe(sent.length)
  })

  it('makes no draft for a customer who asked for a person', () => {
    const { rows } = record(now)
    const escalations = rows.escalations.filter(escalation => escalation.reason === 'human_requested')
    expect(escalations.length).toBeGreaterThan(0)
    expect(escalations.every(escalation => escalation.suggestionId === null)).toBe(true)
  })

  it('says that automatic sending is off on what waits now, and tells of the trial before', () => {
    const { rows } = record(now)
    const blocked = (pick: (status: string) => boolean) =>
      new Set(rows.suggestions.filter(row => pick(row.status ?? '')).map(row => row.blockedBy))
    expect([...blocked(status => status === 'pending')].sort()).toEqual(['FLAG_OFF', null])
    for (const key of ['FLAG_OFF', 'MODE', 'INTENT_NOT_ALLOWED', 'AUTONOMY_CLOSED'] as const) {
      expect(blocked(status => status === 'approved')).toContain(key)
    }
  })

  it('has no words that the gate of the shop would have kept from the AI', () => {
    const { history } = record(now)
    const stopped = history.flatMap(conversation =>
      conversation.suggestions
        .filter(suggestion => suggestion.decision !== 'ESCALATE')
        .map(suggestion => conversation.messages[suggestion.triggerIndex]?.text ?? '')
        .filter(question => gateOf(question).action !== 'respond'),
    )
    expect(stopped).toEqual([])
  })
})

describe('the record of an intent', () => {
  const decision = (hour: number, unchanged: boolean, intent: 'price' | 'return' = 'price') => ({
    intent,
    at: new Date(now.getTime() + hour * hourMs),
    unchanged,
  })

  it('counts what was decided before the moment, for that intent alone', () => {
    const newestFirst = [
      decision(3, true),
      decision(2, false),
      decision(1, true),
      decision(0, true, 'return'),
    ]
    const at = (hour: number) => countBefore(newestFirst, 'price', new Date(now.getTime() + hour * hourMs))
    expect(at(0)).toEqual({ decisions: 0, unchanged: 0 })
    expect(at(3)).toEqual({ decisions: 2, unchanged: 1 })
    expect(at(4)).toEqual({ decisions: 3, unchanged: 2 })
  })
})

function gateOf(question: string) {
  return gateConversation({
    ...demoGate,
    question,
    featureEnabled: true,
    channelAiEnabled: true,
    conversationAiEnabled: true,
    profileEnabled: true,
    outsideHours: false,
  })
}
