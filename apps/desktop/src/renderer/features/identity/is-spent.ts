import type { Refusal } from '../../app/refusal.ts'

/** Whether a letter's link leads nowhere: used, too old, or damaged on its way, which is all the same to whoever followed it. */
export function isSpent(code: Refusal['code']): boolean {
  return code === 'token.invalid' || code === 'input.invalid'
}
