import type { Done } from '@countersign/shared/identity/sign-up.contract'
import type { ApiContext } from '../../api/context.ts'
import { forWhoeverHas } from './for-whoever-has.ts'
import { sendMailedSecret } from './send-mailed-secret.ts'

/** Mails the proof of an address once more, where there is an account that still waits for it. */
export function resendVerification(context: ApiContext, input: { email: string }): Promise<Done> {
  return forWhoeverHas(context.services, input.email, async (person, tx) => {
    if (person.verified) return
    const { userId, name, language } = person
    await sendMailedSecret(context, tx, 'verify', { userId, name, language: language ?? 'en' }, person.email)
  })
}
