import type { Refusal } from '../../app/refusal.ts'

const passwordCodes: ReadonlySet<Refusal['code']> = new Set(['auth.wrong_password', 'auth.invalid'])

/** Whether a refusal is about the password that was typed as proof. */
export const isWrongPassword = (refusal: Refusal | null) =>
  refusal !== null && passwordCodes.has(refusal.code)

/** Whether it is about the code of the second step: wrong, or not even a code. */
export const isWrongCode = (refusal: Refusal | null) =>
  refusal !== null && (refusal.code === 'auth.wrong_code' || refusal.code === 'input.invalid')
