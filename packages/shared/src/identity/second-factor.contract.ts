import { z } from 'zod'
import { tokenPair } from './identity.contract.ts'
import { shownCode, shownSecret } from './shown-secret.ts'

/** Ways to prove the second factor: the app's six digits, or one of the codes kept for the day the phone is gone. */
export const secondFactorMethods = ['totp', 'recovery'] as const
export type SecondFactorMethod = (typeof secondFactorMethods)[number]

export const recoveryCodeCount = 10

/** Who has shown the right password and owes a second factor: a signed token, good for five minutes on one device. */
const challenge = shownSecret
/** The app's six digits. */
const totpCode = shownCode
/** Either kind: six digits, or `xxxxx-xxxxx` of the letters and digits that cannot be mistaken for each other. */
const anyCode = shownCode
const password = z.string().min(1).max(1024)

/** What `auth.secondFactor_required` and `auth.second_factor_setup_required` carry in their details. */
export const secondFactorRequired = z.object({ challenge, methods: z.array(z.enum(secondFactorMethods)) })
export type SecondFactorRequired = z.infer<typeof secondFactorRequired>
export const secondFactorSetupRequired = z.object({ challenge })
export type SecondFactorSetupRequired = z.infer<typeof secondFactorSetupRequired>

/** `auth.secondFactor` → `tokenPair` */
export const secondFactorInput = z.object({ challenge, code: anyCode })

/** `auth.beginSecondFactorSetup`, for people whose tenant requires a second factor and who have none → `secondFactorSecret` */
export const beginSecondFactorSetupInput = z.object({ challenge })
/** `secret` in Base32, for typing; `uri` is `otpauth://…`, for a QR code. */
export const secondFactorSecret = z.object({ secret: z.string(), uri: z.string() })
export type SecondFactorSecret = z.infer<typeof secondFactorSecret>
/** `auth.finishSecondFactorSetup` → `secondFactorSetupDone` */
export const finishSecondFactorSetupInput = z.object({ challenge, code: totpCode })
/** Shown once, as `xxxxx-xxxxx`. */
const recoveryCodes = z.array(z.string()).length(recoveryCodeCount)
export const secondFactorSetupDone = z.object({ ...tokenPair.shape, recoveryCodes })
export type SecondFactorSetupDone = z.infer<typeof secondFactorSetupDone>

/** `account.secondFactor` (query). `required`: the tenant's policy, which forbids turning it off. */
export const secondFactorState = z.object({
  on: z.boolean(),
  since: z.iso.datetime().nullable(),
  recoveryCodesLeft: z.int().nonnegative(),
  required: z.boolean(),
})
export type SecondFactorState = z.infer<typeof secondFactorState>

/** `account.beginSecondFactor` → `secondFactorSecret` */
export const beginSecondFactorInput = z.object({ password })
/** `account.confirmSecondFactor` → `newRecoveryCodes` */
export const confirmSecondFactorInput = z.object({ code: totpCode })
export const newRecoveryCodes = z.object({ recoveryCodes })
export type NewRecoveryCodes = z.infer<typeof newRecoveryCodes>
/** `account.disableSecondFactor` → `{ done: true }` · `account.regenerateRecoveryCodes` → `newRecoveryCodes` */
export const provenByPasswordAndCode = z.object({ password, code: anyCode })
