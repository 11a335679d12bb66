import type { Done } from '@countersign/shared/identity/sign-up.contract'
import type { ApiContext } from '../../api/context.ts'
import { forWhoeverHas } from './for-whoever-has.ts'
import { sendMailedSecret } from './send-mailed-secret.ts'

/** Mails the way to a new password, where there is an account. */
export function requestPasswordReset(context: ApiContext, input: { email: string }): Promise<Done> {
  return forWhoeverHas(context.services, input.email, async (person, tx) => {
    const { userId, name, language } = person
    await sendMailedSecret(context, tx, 'reset', { userId, name, language: language ?? 'en' }, person.email)
  })
}
