import type { MailLanguage } from '@countersign/shared/mail/mail.contract'
import type { MemberRow } from '../../db/platform.repo.ts'
import { findAccount, within } from '../../db/platform-sign-in.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

/** The language a person has chosen, else that of the tenant. */
export async function mailLanguageOf(tx: TenantTx, member: MemberRow): Promise<MailLanguage> {
  const account = await findAccount(within(tx), member.userId)
  return account?.language ?? (member.tenantLanguage === 'ru' ? 'ru' : 'en')
}
