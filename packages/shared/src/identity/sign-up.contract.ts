import { z } from 'zod'
import { storedText } from '../kernel/stored-text.ts'
import { shownCode, shownSecret } from './shown-secret.ts'

/** Lower-cased and trimmed, as it is stored. */
export const emailAddress = storedText.trim().toLowerCase().pipe(z.email().max(254))
/** As it was typed. Whether it is strong enough is `auth.weak_password`, with the reason. */
export const newPassword = storedText.min(1).max(1024)
/** It is written into mails to people who have not asked for them: a name, and no place for a link or a second line. */
export const personName = storedText
  .trim()
  .min(1)
  .max(120)
  .refine(name => !/[\p{Cc}<>]|:\/\//u.test(name), 'is not a name')
export const personLanguages = ['en', 'ru'] as const
/** Six digits. */
export const mailedCode = shownCode
/** What the link of a mail carries. */
export const mailedToken = shownSecret

/**
 * `auth.signUp` → `{ done: true }`, whether or not the address has an account; the mail that follows tells its owner.
 * Refusals: `auth.weak_password` with `details.reason`.
 */
export const signUpInput = z.object({
  email: emailAddress,
  password: newPassword,
  name: personName,
  tenantName: personName,
  language: z.enum(personLanguages),
})
export type SignUpInput = z.infer<typeof signUpInput>

/** The way into a mail's secret: what was typed, or what the link carried. */
const proof = z.union([z.object({ token: mailedToken }), z.object({ email: emailAddress, code: mailedCode })])
export type MailedProof = z.infer<typeof proof>

/** `auth.verifyEmail` → `tokenPair`; `token.invalid` for a proof that is wrong, used, expired or of another kind. */
export const verifyEmailInput = proof
/** `auth.resendVerification`, `auth.requestPasswordReset` → `{ done: true }`, whatever the address. */
export const mailToInput = z.object({ email: emailAddress })
/** `auth.resetPassword` → `{ done: true }`; ends every session of the person. `token.invalid`, `auth.weak_password`. */
export const resetPasswordInput = z.union([
  z.object({ token: mailedToken, password: newPassword }),
  z.object({ email: emailAddress, code: mailedCode, password: newPassword }),
])
export type ResetPasswordInput = z.infer<typeof resetPasswordInput>
/** `auth.confirmEmailChange` → `{ email }`; by the link, signed in or not. */
export const confirmEmailByLinkInput = z.object({ token: mailedToken })

export const done = z.object({ done: z.literal(true) })
export type Done = z.infer<typeof done>
