import { z } from 'zod'
import { emailAddress, mailedCode, newPassword, personLanguages, personName } from './sign-up.contract.ts'

const password = z.string().min(1).max(1024)

/** `account.get` (query): the person behind the session. */
export const accountView = z.object({
  name: z.string(),
  email: z.string(),
  /** Asked for and not confirmed yet. */
  newEmail: z.string().nullable(),
  /** Of the mails; null: the tenant's. */
  language: z.enum(personLanguages).nullable(),
  hasPassword: z.boolean(),
})
export type AccountView = z.infer<typeof accountView>

/** `account.changePassword` → `{ done: true }`; ends the person's other sessions. `auth.wrong_password`, `auth.weak_password`. */
export const changePasswordInput = z.object({ current: password, password: newPassword })

/** `account.requestEmailChange` → `{ done: true }`, whether or not the new address has an account. `auth.wrong_password`. */
export const requestEmailChangeInput = z.object({ newEmail: emailAddress, password })

/** `account.confirmEmailChange` → `{ email }`, with the code of the mail to the new address. `token.invalid`. */
export const confirmEmailByCodeInput = z.object({ code: mailedCode })

/** `account.update` → `accountView` */
export const updateAccountInput = z.object({ name: personName, language: z.enum(personLanguages).optional() })
