import { passwordMinLength, weakPasswordReasons } from '@countersign/shared/identity/password.policy'
import type { TFunction } from 'i18next'
import type { Refusal } from '../../app/refusal.ts'

/** Why a new password was refused, in words; null when the refusal is about something else. */
export function passwordWords({ code, details }: Refusal, t: TFunction): string | null {
  if (code !== 'auth.weak_password') return null
  const reason = weakPasswordReasons.find(one => one === details.reason)
  return reason === undefined
    ? t('refusal.auth.weak_password')
    : t(`door.weak.${reason}`, { count: passwordMinLength })
}
