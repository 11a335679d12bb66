import { roundBound } from '@countersign/shared/autonomy/wilson-bound.policy'
import type { AutonomyRow } from '@countersign/shared/insight/insight.contract'
import type { TFunction } from 'i18next'
import type { Format } from '../../app/format.ts'

// A key that ends in `_few` would be read as a plural.
const words = { earned: 'earned', too_few: 'tooFew', below_target: 'belowTarget', drift: 'drift' } as const

/** Why a gate is as it is, in words with numbers. */
export function gateWords(row: AutonomyRow, minDecisions: number, t: TFunction, format: Format): string {
  return t(`gate.why.${words[row.why]}`, {
    missing: format.number(Math.max(0, minDecisions - row.decisions)),
    gap: format.number(Math.max(0, Math.round((row.target - roundBound(row.lowerBound)) * 1000) / 10)),
  })
}
