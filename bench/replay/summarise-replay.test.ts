import { describe, expect, it } from 'vitest'
import type { PlayedTurn } from './play-dialogues.ts'
import type { EndedRun } from './replay.repo.ts'
import { summariseReplay } from './summarise-replay.ts'

const answered = (run: Partial<EndedRun>, ms = 150): PlayedTurn => ({
  kind: 'answered',
  ms,
  run: {
    conversationId: 'c',
    customerSeq: 1,
    status: 'finished',
    verdict: 'respond',
    decision: 'NEED_APPROVAL',
    supported: false,
    ...run,
  },
})

describe('summarising a replay', () => {
  it('counts suggestions by decision and the share that is supported', () => {
    const summary = summariseReplay(
      [answered({ supported: true }), answered({ decision: 'ESCALATE' }), answered({ supported: true })],
      100,
    )
    expect(summary.suggestions).toEqual({ NEED_APPROVAL: 2, ESCALATE: 1, AUTO_SEND: 0 })
    expect(summary.supportedShare).toBeCloseTo(2 / 3)
  })

  it('says why messages got no suggestion', () => {
    const summary = summariseReplay(
      [
        answered({ decision: null, verdict: 'escalate' }),
        answered({ decision: null, verdict: 'ignore' }),
        answered({ decision: null, status: 'superseded' }),
      ],
      100,
    )
    expect(summary.withoutSuggestion).toEqual({ escalated: 1, ignored: 1, superseded: 1 })
    expect(summary.messageToSuggestion).toBeNull()
  })

  it('counts a failure as a message, and a blank turn as none', () => {
    const failed = {
      kind: 'failed',
      dialogue: 'd',
      turn: 3,
      why: 'the message was answered with 500',
    } as const
    const summary = summariseReplay([{ kind: 'blank' }, failed, answered({})], 100)
    expect(summary.messages).toBe(2)
    expect(summary.blank).toBe(1)
    expect(summary.failures).toEqual([{ dialogue: 'd', turn: 3, why: 'the message was answered with 500' }])
  })

  it('takes the settle time off', () => {
    const summary = summariseReplay([answered({}, 150), answered({}, 190)], 100)
    expect(summary.messageToSuggestion).toEqual({ count: 2, p50: 150, p95: 190, max: 190 })
    expect(summary.afterSettle).toEqual({ count: 2, p50: 50, p95: 90, max: 90 })
  })
})
