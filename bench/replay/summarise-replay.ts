import { summariseTimes, type TimeSummary } from '../measure/summarise-times.ts'
import type { PlayedTurn } from './play-dialogues.ts'

export interface ReplaySummary {
  readonly messages: number
  /** Turns without anything to send. */
  readonly blank: number
  readonly suggestions: Readonly<Record<'NEED_APPROVAL' | 'ESCALATE' | 'AUTO_SEND', number>>
  /** Messages that got no draft: handed to a person, not to be answered, or overtaken by a newer one. */
  readonly withoutSuggestion: Readonly<Record<'escalated' | 'ignored' | 'superseded', number>>
  readonly supported: number
  /** Of all suggestions, 0..1; null when there is none. */
  readonly supportedShare: number | null
  readonly failures: readonly { readonly dialogue: string; readonly turn: number; readonly why: string }[]
  /** Milliseconds from the customer's request to the stored suggestion; null when there is none. */
  readonly messageToSuggestion: TimeSummary | null
  readonly settleMs: number
  /** The same without the settle time, during which nothing is worked on. */
  readonly afterSettle: TimeSummary | null
}

export function summariseReplay(turns: readonly PlayedTurn[], settleMs: number): ReplaySummary {
  const suggestions = { NEED_APPROVAL: 0, ESCALATE: 0, AUTO_SEND: 0 }
  const withoutSuggestion = { escalated: 0, ignored: 0, superseded: 0 }
  const failures: { dialogue: string; turn: number; why: string }[] = []
  const times: number[] = []
  let blank = 0
  let supported = 0
  for (const played of turns) {
    if (played.kind === 'blank') {
      blank += 1
    } else if (played.kind === 'failed') {
      const { dialogue, turn, why } = played
      failures.push({ dialogue, turn, why })
    } else if (played.run.decision === null) {
      withoutSuggestion[reasonOf(played.run)] += 1
    } else {
      suggestions[played.run.decision] += 1
      times.push(played.ms)
      if (played.run.supported) supported += 1
    }
  }
  const stored = times.length
  return {
    messages: turns.length - blank,
    blank,
    suggestions,
    withoutSuggestion,
    supported,
    supportedShare: stored === 0 ? null : supported / stored,
    failures,
    messageToSuggestion: stored === 0 ? null : summariseTimes(times),
    settleMs,
    afterSettle: stored === 0 ? null : summariseTimes(times.map(ms => ms - settleMs)),
  }
}

function reasonOf(run: { status: string; verdict: string | null }): 'escalated' | 'ignored' | 'superseded' {
  if (run.status === 'superseded') return 'superseded'
  return run.verdict === 'ignore' ? 'ignored' : 'escalated'
}
