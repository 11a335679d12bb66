import { hashText } from '../text/hash-text.ts'
import { wilsonLowerBound } from './wilson-bound.policy.ts'

/** How many of the latest decisions of one intent × channel count, and how few are too few. */
export const autonomyWindow = 200
export const autonomyMinDecisions = 30
export const defaultAutonomyTarget = 0.95
export const defaultAuditRate = 0.05

/**
 * The newest decisions are looked at by themselves too. While a gate is open people see only the audit sample, so the
 * long window would take weeks to notice that something has broken.
 */
export const driftWindow = 20
/** How unlikely the newest decisions must be, if the target still held, to speak of drift. */
const driftLevel = 0.02

export interface AutonomyCounts {
  readonly decisions: number
  readonly unchanged: number
  /** The newest of them, at most `driftWindow`; absent: not looked at. */
  readonly recent?: { readonly decisions: number; readonly unchanged: number }
}

export interface AutonomyVerdict extends AutonomyCounts {
  readonly open: boolean
  readonly why: 'earned' | 'too_few' | 'below_target' | 'drift'
  /** Wilson 95 % lower bound of the share approved unchanged, 0..1. */
  readonly lowerBound: number
  readonly target: number
}

/** Counts the latest decisions, newest first; older ones than the window say nothing about today. */
export function countDecisions(unchangedNewestFirst: readonly boolean[]): AutonomyCounts {
  const count = (window: number) => {
    const looked = unchangedNewestFirst.slice(0, window)
    return { decisions: looked.length, unchanged: looked.filter(Boolean).length }
  }
  return { ...count(autonomyWindow), recent: count(driftWindow) }
}

/** May this intent on this channel be answered without asking? Only if people's record says so, with room for luck. */
export function autonomyGate(
  counts: AutonomyCounts,
  target: number = defaultAutonomyTarget,
): AutonomyVerdict {
  const lowerBound = wilsonLowerBound(counts.unchanged, counts.decisions)
  const why = reasonFor(counts, lowerBound, target)
  return { open: why === 'earned', why, ...counts, lowerBound, target }
}

function reasonFor(counts: AutonomyCounts, lowerBound: number, target: number): AutonomyVerdict['why'] {
  if (counts.decisions < autonomyMinDecisions) return 'too_few'
  if (lowerBound < target) return 'below_target'
  return hasDrifted(counts.recent, target) ? 'drift' : 'earned'
}

function hasDrifted(recent: AutonomyCounts['recent'], target: number): boolean {
  if (recent === undefined || recent.decisions < driftWindow) return false
  return chanceOfAtMost(recent.unchanged, recent.decisions, target) < driftLevel
}

/** Probability of at most `successes` out of `trials` when each succeeds with `share`: the binomial's lower tail. */
export function chanceOfAtMost(successes: number, trials: number, share: number): number {
  if (successes >= trials || share <= 0) return 1
  if (share >= 1) return 0
  let term = (1 - share) ** trials
  let sum = term
  for (let hits = 1; hits <= successes; hits += 1) {
    term *= ((trials - hits + 1) / hits) * (share / (1 - share))
    sum += term
  }
  return Math.min(1, sum)
}

/**
 * Is this run drawn for the standing audit sample? Decided by the run's id alone, so that a retry draws the same lot and
 * nobody can tell from outside which ones are looked at. `rate` is a share, 0..1.
 */
export function drawnForAudit(runId: string, rate: number): boolean {
  return hashText(`audit:${runId}`) / 2 ** 32 < rate
}
