import type { TFunction } from 'i18next'
import type { Format } from '../../app/format.ts'

const named = [
  'status',
  'restrictedReason',
  'disabledAt',
  'disabledReason',
  'failedLoginAttempts',
  'lockedUntil',
  'isAdmin',
  'isOwner',
  'enabled',
  'stored',
  'createdAt',
  'tenant',
  'keyId',
  'last4',
] as const
const states = ['active', 'restricted'] as const

/** One fact of how something was or is, in words. What a newer server keeps beyond these is shown as it came. */
export function factWords(name: string, value: unknown, t: TFunction, format: Format): string {
  const known = named.find(one => one === name)
  return `${known === undefined ? name : t(`platform.fact.${known}`)}: ${valueWords(value, t, format)}`
}

function valueWords(value: unknown, t: TFunction, format: Format): string {
  if (value === null) return '—'
  if (typeof value === 'boolean') return t(value ? 'platform.yes' : 'platform.no')
  if (typeof value === 'number') return format.number(value)
  if (typeof value !== 'string') return JSON.stringify(value)
  const state = states.find(one => one === value)
  if (state !== undefined) return t(`platform.tenantStatus.${state}`)
  return /^\d{4}-\d\d-\d\dT/.test(value) ? format.moment(value) : value
}
