import type { DecideResult } from '../suggestion/decide-suggestion.policy.ts'
import { type AutosendKey, autosendKeys } from '../suggestion/suggestion.codes.ts'
import { type ReplayCell, replayStep } from './insight.contract.ts'

export interface ReplaySettings {
  readonly tAuto: number
  readonly tEscalate: number
  /** Keys taken as turned: what would have happened had they been. */
  readonly ignoredKeys: readonly AutosendKey[]
}

/** What a period would have come to. Shares are for the reader to make, with these as denominators. */
export interface ReplayResult {
  readonly total: number
  readonly sent: number
  readonly queued: number
  readonly escalated: number
  /** Of the sent ones: approved unchanged, changed or refused by a person, and those no person ever judged. */
  readonly good: number
  readonly bad: number
  readonly unjudged: number
}

/** One bit for each key, in the order the keys are tried. */
export function keyMask(keys: readonly AutosendKey[]): number {
  return keys.reduce((mask, key) => mask | (1 << autosendKeys.indexOf(key)), 0)
}

/** What of a verdict has to be stored so that it can be replayed under other thresholds. */
export function factsForReplay(decide: DecideResult): { fixedEscalation: boolean; failedKeys: number } {
  return {
    fixedEscalation: decide.decision === 'ESCALATE' && decide.explanation[0]?.code !== 'BELOW_ESCALATE',
    failedKeys: keyMask(decide.keys.filter(state => !state.turned).map(state => state.key)),
  }
}

/** The step a threshold or a confidence falls into. The small addend keeps 0.29 / 0.005 from becoming 57.999…. */
export function replayStepOf(value: number): number {
  return Math.floor(value / replayStep + 1e-6)
}

export type ReplayVerdict = 'sent' | 'queued' | 'escalated'

/** The verdict under other thresholds: the same order as when it was decided. */
export function replayVerdict(
  row: Pick<ReplayCell, 'step' | 'fixed' | 'failedKeys'>,
  settings: ReplaySettings,
): ReplayVerdict {
  if (row.fixed || row.step < replayStepOf(settings.tEscalate)) return 'escalated'
  if (row.step < replayStepOf(settings.tAuto)) return 'queued'
  return (row.failedKeys & ~keyMask(settings.ignoredKeys)) === 0 ? 'sent' : 'queued'
}

export function replayThresholds(cells: readonly ReplayCell[], settings: ReplaySettings): ReplayResult {
  const counts = { total: 0, sent: 0, queued: 0, escalated: 0, good: 0, bad: 0, unjudged: 0 }
  for (const cell of cells) {
    const verdict = replayVerdict(cell, settings)
    counts.total += cell.count
    counts[verdict] += cell.count
    if (verdict === 'sent') counts[qualityOf(cell)] += cell.count
  }
  return counts
}

function qualityOf({ outcome }: ReplayCell): 'good' | 'bad' | 'unjudged' {
  if (outcome === 'approved') return 'good'
  return outcome === 'none' || outcome === 'auto_sent' ? 'unjudged' : 'bad'
}
