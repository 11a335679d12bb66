import type { StudioOutcome } from '@countersign/shared/studio/studio.contract'
import {
  autosendKeys,
  decisions,
  escalationReasons,
  penaltyCodes,
} from '@countersign/shared/suggestion/suggestion.codes'
import type { TFunction } from 'i18next'
import type { Format } from '../../app/format.ts'

/** The decision of a run, or why it came to none. */
export function outcomeWords(outcome: StudioOutcome, t: TFunction): string {
  if (outcome.decision === null) return t(`studio.outcome.${outcome.kind}`)
  const word = t(`studio.decision.${outcome.decision}`)
  return outcome.escalationReason === null ? word : `${word}: ${reasonWord(outcome.escalationReason, t)}`
}

export function reasonWord(reason: string, t: TFunction): string {
  const known = escalationReasons.find(other => other === reason)
  return known === undefined ? reason.replaceAll('_', ' ') : t(`escalation.reason.${known}`)
}

export function penaltyWord(code: string, t: TFunction): string {
  const known = penaltyCodes.find(other => other === code)
  return known === undefined ? code : t(`studio.penalty.${known}`)
}

export function keyWord(key: string, t: TFunction): string {
  const known = autosendKeys.find(other => other === key)
  return known === undefined ? key : t(`machine.key.${known}`)
}

const fields = [
  'kind',
  'intent',
  'decision',
  'blockedBy',
  'escalationReason',
  'confidence',
  'reply',
  'sources',
  'supported',
  'sentences',
  'penalties',
] as const satisfies readonly (keyof StudioOutcome)[]

/** The name of a compared part; of one this console does not know, its own. */
export function fieldWord(field: string, t: TFunction): string {
  const known = fields.find(other => other === field)
  return known === undefined ? field : t(`studio.field.${known}`)
}

/** A compared value in words. */
export function valueWords(
  field: string,
  value: unknown,
  wordOf: (intent: string | null) => string,
  t: TFunction,
  format: Format,
): string {
  if (value === null || value === undefined) return t('studio.nothing')
  if (Array.isArray(value)) {
    if (value.length === 0) return t('studio.none')
    return value.map(one => (field === 'penalties' ? penaltyWord(String(one), t) : String(one))).join(', ')
  }
  if (typeof value === 'number') return field === 'confidence' ? format.score(value) : format.number(value)
  if (typeof value !== 'string') return String(value)
  switch (field) {
    case 'kind':
      return kinds.includes(value as StudioOutcome['kind'])
        ? t(`studio.outcome.${value as StudioOutcome['kind']}`)
        : value
    case 'intent':
      return wordOf(value)
    case 'decision': {
      const decision = decisions.find(other => other === value)
      return decision === undefined ? value : t(`studio.decision.${decision}`)
    }
    case 'blockedBy':
      return keyWord(value, t)
    case 'escalationReason':
      return reasonWord(value, t)
    default:
      return value
  }
}

const kinds: readonly StudioOutcome['kind'][] = ['suggested', 'escalated', 'ignored', 'superseded', 'failed']
