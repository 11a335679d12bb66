import type { MailTransport } from './mail.port.ts'

/** How many mails a local mailbox shows. */
export const mailboxSize = 200

/** Sends nothing: mails stay here, to be read at `/dev/mail` on the machine itself. */
export const mailboxTransport: MailTransport = {
  keeps: mailboxSize,
  send: async () => ({ kind: 'sent' }),
  close() {},
}
