import type { AuditAction } from '@countersign/shared/audit/audit.actions'
import type { MailContent } from '@countersign/shared/mail/mail.contract'
import type { ReplyLanguage } from '@countersign/shared/text/detect-language'
import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { recordAudit } from '../audit/index.ts'

export interface ToldPerson {
  readonly membershipId: string
  readonly email: string
  readonly language: ReplyLanguage
}

/** A change to how somebody signs in: a line in the trail of the tenant, and a mail to the person it happened to. */
export async function tellOfSignInChange(
  services: Services,
  tx: TenantTx,
  person: ToldPerson,
  fact: { readonly action: AuditAction; readonly content: MailContent | null },
): Promise<void> {
  await recordAudit(services, tx, {
    actorKind: 'member',
    actorId: person.membershipId,
    action: fact.action,
    entityType: 'member',
    entityId: person.membershipId,
  })
  if (fact.content === null) return
  await services.mail.queue(tx, {
    to: person.email,
    language: person.language,
    content: fact.content,
    idempotencyKey: `sign-in-change:${services.ids.next()}`,
  })
}
