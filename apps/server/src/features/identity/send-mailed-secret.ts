import type { MailLanguage } from '@countersign/shared/mail/mail.contract'
import { mailedLinkMinutes } from '@countersign/shared/mail/mailed-secret.policy'
import { consoleLink } from '../../api/console-links.ts'
import type { ApiContext } from '../../api/context.ts'
import { type EmailTokenKind, issueEmailToken, within } from '../../db/platform-sign-in.repo.ts'
import type { PlatformTx, TenantTx } from '../../db/tenant-tx.ts'
import { hashMailedCode, hashMailedToken, makeMailedSecret } from './mailed-secret.ts'

const mails = {
  verify: { template: 'verify_email', page: 'verifyEmail' },
  reset: { template: 'reset_password', page: 'resetPassword' },
  change: { template: 'change_email', page: 'confirmEmail' },
} as const

/** Issues a secret and queues its mail. Says nothing of whether enough have been sent already: then none is. */
export async function sendMailedSecret(
  context: Pick<ApiContext, 'services' | 'publicUrl'>,
  tx: TenantTx | PlatformTx,
  kind: EmailTokenKind,
  person: { userId: string; name: string; language: MailLanguage },
  to: string,
): Promise<void> {
  const { services, publicUrl } = context
  const now = services.clock.now()
  const id = services.ids.next()
  const { token, code } = makeMailedSecret()
  const issued = await issueEmailToken(within(tx), {
    id,
    userId: person.userId,
    kind,
    email: to,
    tokenHash: hashMailedToken(token),
    codeHash: hashMailedCode(services, kind, kind === 'change' ? person.userId : to, code),
    now,
    expiresAt: new Date(now.getTime() + mailedLinkMinutes[kind] * 60_000),
  })
  if (!issued) return
  const { template, page } = mails[kind]
  const link = consoleLink(publicUrl, page, token)
  await services.mail.queue(tx, {
    to,
    language: person.language,
    content: { template, name: person.name, code, link },
    idempotencyKey: `${kind}:${id}`,
  })
}
