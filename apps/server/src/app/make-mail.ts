import type { Config } from '../config/config.ts'
import type { MailTransport } from '../mail/mail.port.ts'
import { mailboxTransport } from '../mail/mailbox.transport.ts'
import { domainOf, makeSmtpTransport } from '../mail/smtp.transport.ts'

/** Null where mails have nowhere to go yet. */
export function makeMailTransport(mail: Config['mail']): MailTransport | null {
  switch (mail.kind) {
    case 'smtp':
      return makeSmtpTransport(mail)
    case 'mailbox':
      return mailboxTransport
    case 'none':
      return null
  }
}

export function mailDomain({ mail }: Config): string {
  return mail.kind === 'smtp' ? domainOf(mail.from) : 'localhost'
}
