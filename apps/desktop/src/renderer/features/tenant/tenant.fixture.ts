import type { TenantView } from '@countersign/shared/tenant/tenant.contract'

export const tenant: TenantView = {
  version: 3,
  name: 'Volt & Wire',
  language: 'en',
  tone: 'friendly',
  addressStyle: 'formal',
  currency: 'EUR',
  timezone: 'Europe/Berlin',
  workingHoursStart: '09:00',
  workingHoursEnd: '18:00',
  workingDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  autoReplyOutsideHours: false,
  escalationEmail: null,
  escalationTelegram: null,
  allowDiscounts: false,
  maxDiscountPercent: 0,
  requireSecondFactor: false,
  sessionIdleMinutes: 720,
  sessionAbsoluteMinutes: 43_200,
}
