import { z } from 'zod'
import { storedText } from '../kernel/stored-text.ts'

export const tenantLanguages = ['en', 'ru'] as const
export const tones = ['friendly', 'formal', 'neutral'] as const
export const addressStyles = ['formal', 'informal'] as const
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** Is this a time zone of the IANA database, as this runtime knows it? Offsets are none: they keep no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const currencies = new Set(Intl.supportedValuesOf('currency'))
const email = storedText.trim().toLowerCase().pipe(z.email().max(254))
/** Local `HH:MM`. An end before the start runs past midnight; the same time twice is the whole day. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** What `tenant.update` may change, field by field. */
export const tenantSettings = z.object({
  name: storedText.trim().min(1).max(120),
  language: z.enum(tenantLanguages),
  tone: z.enum(tones),
  addressStyle: z.enum(addressStyles),
  /** ISO 4217. */
  currency: z.string().refine(code => currencies.has(code), 'is not an ISO 4217 currency'),
  /** IANA name, e.g. `Europe/Berlin`. */
  timezone: z.string().max(64).refine(isTimeZone, 'is not a time zone'),
  workingHoursStart: timeOfDay,
  workingHoursEnd: timeOfDay,
  workingDays: z.array(z.enum(weekdays)).transform(days => weekdays.filter(day => days.includes(day))),
  autoReplyOutsideHours: z.boolean(),
  escalationEmail: email.nullable(),
  /** A chat's number or a channel's `@name`. */
  escalationTelegram: z
    .string()
    .trim()
    .regex(/^(-?\d{1,20}|@[A-Za-z][A-Za-z0-9_]{3,31})$/)
    .nullable(),
  allowDiscounts: z.boolean(),
  maxDiscountPercent: z.int().min(0).max(100),
  requireSecondFactor: z.boolean(),
  /** After this long without use a session ends, minutes. */
  sessionIdleMinutes: z.int().min(5).max(43_200),
  /** After this long a session ends however much it is used, minutes. */
  sessionAbsoluteMinutes: z.int().min(60).max(525_600),
})
export type TenantSettings = z.infer<typeof tenantSettings>
export type TenantField = keyof TenantSettings
export const tenantFields = Object.keys(tenantSettings.shape) as TenantField[]

/** `tenant.get` (any member) → `tenantView` */
export const tenantView = tenantSettings.extend({ version: z.int() })
export type TenantView = z.infer<typeof tenantView>

/**
 * `tenant.update` (tenant.write) → `tenantView`. `version` is the one the form was filled from; when somebody has
 * changed the settings since, `setting.stale` carries what they are now as `details.current`.
 */
export const tenantUpdateInput = z.object({
  version: z.int().positive(),
  change: tenantSettings.partial().refine(change => Object.keys(change).length > 0, 'changes nothing'),
})
export type TenantUpdateInput = z.infer<typeof tenantUpdateInput>
