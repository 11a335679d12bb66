import { type MailLanguage, mailLanguages } from '@countersign/shared/mail/mail.contract'

/** A tenant's language as one mails are written in. */
export function mailLanguageOf(tenantLanguage: string): MailLanguage {
  return mailLanguages.find(language => language === tenantLanguage) ?? 'en'
}
