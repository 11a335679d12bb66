import type { Done, SignUpInput } from '@countersign/shared/identity/sign-up.contract'
import { assertNever } from '@countersign/shared/kernel/assert-never'
import { ok, type Result } from '@countersign/shared/kernel/result'
import { consoleLink } from '../../api/console-links.ts'
import type { ApiContext } from '../../api/context.ts'
import { registerSignUp, within } from '../../db/platform-sign-in.repo.ts'
import { answerNoSooner, evenAnswerMs } from './answer-no-sooner.ts'
import { createTenant } from './create-tenant.ts'
import { hashPassword } from './password.ts'
import { refuseWeakPassword } from './refuse-weak-password.ts'
import { sendMailedSecret } from './send-mailed-secret.ts'

/** One mail an hour to the owner of an account somebody else tries to sign up with. */
const hourMs = 3_600_000

/**
 * Makes a person and their tenant. The answer is the same, and takes the same time, when the address has an account
 * already: only its owner is told, by mail. Signing up again before the address is confirmed replaces what was said.
 */
export async function signUp(context: ApiContext, input: SignUpInput): Promise<Result<Done>> {
  const { services } = context
  const { email, name, tenantName, language } = input
  const weak = await refuseWeakPassword(input.password, { email, name, tenantNames: [tenantName] })
  if (weak !== null) return weak
  return answerNoSooner(evenAnswerMs, async () => {
    const { database, clock, ids, mail } = services
    const passwordHash = await hashPassword(input.password)
    const now = clock.now()
    const id = ids.next()
    await database.withTenant(ids.next(), async tx => {
      const registered = await registerSignUp(within(tx), {
        id,
        username: `${email.split('@')[0]}.${id.slice(-12)}`,
        email,
        name,
        passwordHash,
        language,
        tenantName,
        now,
      })
      const person = { userId: registered.userId, name: registered.name, language }
      switch (registered.outcome) {
        case 'new':
          await createTenant(services, tx, { name: tenantName, language, ownerUserId: person.userId })
          return sendMailedSecret(context, tx, 'verify', person, email)
        case 'unverified':
          return sendMailedSecret(context, tx, 'verify', person, email)
        case 'taken':
          return mail.queue(tx, {
            to: email,
            language,
            content: {
              template: 'already_registered',
              name: registered.name,
              link: consoleLink(context.publicUrl, 'start'),
            },
            idempotencyKey: `already_registered:${person.userId}:${Math.floor(now.getTime() / hourMs)}`,
          })
        default:
          return assertNever(registered.outcome)
      }
    })
    return ok({ done: true })
  })
}
