import {
  type PasswordOwner,
  passwordMinLength,
  passwordProblem,
} from '@countersign/shared/identity/password.policy'
import { type Refused, refused } from '@countersign/shared/kernel/result'
import { isCommonPassword } from './read-password-list.ts'

/** Null when the password may be used. */
export function refuseWeakPassword(password: string, owner: PasswordOwner): Refused | null {
  const reason = passwordProblem(password, owner, isCommonPassword)
  return reason === null ? null : refused('auth.weak_password', { reason, minLength: passwordMinLength })
}
