import { hashText } from '../text/hash-text.ts'
import { wilsonLowerBound } from './wilson-bound.policy.ts'

/** How many of the latest decisions of one intent × channel count, and how few are too few. */
export const autonomyWindow = 200
export const autonomyMinDecisions = 30
export const defaultAutonomyTarget = 0.95
export const defaultAuditRate = 0.05

export interface AutonomyCounts {
  readonly decisions: number
  readonly unchanged: number
}

export interface AutonomyVerdict extends AutonomyCounts {
  readonly open: boolean
  readonly why: 'earned' | 'too_few' | 'below_target'
  /** Wilson 95 % lower bound of the share approved unchanged, 0..1. */
  readonly lowerBound: number
  readonly target: number
}

/** Counts the latest decisions, newest first; older ones than the window say nothing about today. */
export function countDecisions(unchangedNewestFirst: readonly boolean[]): AutonomyCounts {
  const recent = unchangedNewestFirst.slice(0, autonomyWindow)
  return { decisions: recent.length, unchanged: recent.filter(Boolean).length }
}

/** May this intent on this channel be answered without asking? Only if people's record says so, with room for luck. */
export function autonomyGate(
  counts: AutonomyCounts,
  target: number = defaultAutonomyTarget,
): AutonomyVerdict {
  const lowerBound = wilsonLowerBound(counts.unchanged, counts.decisions)
  const why =
    counts.decisions < autonomyMinDecisions ? 'too_few' : lowerBound >= target ? 'earned' : 'below_target'
  return { open: why === 'earned', why, ...counts, lowerBound, target }
}

/**
 * Is this run drawn for the standing audit sample? Decided by the run's id alone, so that a retry draws the same lot and
 * nobody can tell from outside which ones are looked at. `rate` is a share, 0..1.
 */
export function drawnForAudit(runId: string, rate: number): boolean {
  return hashText(`audit:${runId}`) / 2 ** 32 < rate
}
