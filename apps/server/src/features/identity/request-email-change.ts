import type { Done } from '@countersign/shared/identity/sign-up.contract'
import { ok, type Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import { consoleLink } from '../../api/console-links.ts'
import type { ApiContext } from '../../api/context.ts'
import { findPerson } from '../../db/platform-sign-in.repo.ts'
import { answerNoSooner, evenAnswerMs } from './answer-no-sooner.ts'
import { checkPassword } from './check-password.ts'
import { sendMailedSecret } from './send-mailed-secret.ts'

/**
 * Begins to move an account to another address: the new one gets the proof, the old one a warning. Where the new one has
 * an account already, only its owner is told.
 */
export async function requestEmailChange(
  context: ApiContext,
  actor: Actor,
  input: { newEmail: string; password: string },
): Promise<Result<Done>> {
  const { services } = context
  const { newEmail } = input
  const checked = await checkPassword(context, actor.userId, input.password)
  if (!checked.ok) return checked
  const { email, name } = checked.value
  const language = checked.value.language ?? actor.language
  return answerNoSooner(evenAnswerMs, async () => {
    const { database, mail, ids } = services
    const other = newEmail === email ? null : await findPerson(database.statement, newEmail)
    if (newEmail === email) return ok({ done: true })
    const key = ids.next()
    await database.withTenant(actor.tenantId, async tx => {
      if (other === null) {
        await sendMailedSecret(context, tx, 'change', { userId: actor.userId, name, language }, newEmail)
      } else if (!other.disabled) {
        await mail.queue(tx, {
          to: newEmail,
          language: other.language ?? language,
          content: {
            template: 'already_registered',
            name: other.name,
            link: consoleLink(context.publicUrl, 'start'),
          },
          idempotencyKey: `already_registered:${other.userId}:${key}`,
        })
      }
      await mail.queue(tx, {
        to: email,
        language,
        content: { template: 'email_changing', name, newEmail },
        idempotencyKey: `email_changing:${key}`,
      })
    })
    return ok({ done: true })
  })
}
