import {
  type PasswordOwner,
  passwordMinLength,
  passwordProblem,
} from '@countersign/shared/identity/password.policy'
import { type Refused, refused } from '@countersign/shared/kernel/result'
import { readPasswordList } from './read-password-list.ts'

/** Null when the password may be used. */
export async function refuseWeakPassword(password: string, owner: PasswordOwner): Promise<Refused | null> {
  const reason = passwordProblem(password, owner, await readPasswordList())
  return reason === null ? null : refused('auth.weak_password', { reason, minLength: passwordMinLength })
}
