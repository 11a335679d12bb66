import type { MailContent, MailLanguage } from '@countersign/shared/mail/mail.contract'
import type { PlatformTx, TenantTx } from '../db/tenant-tx.ts'

export interface Mail {
  readonly to: string
  readonly language: MailLanguage
  readonly content: MailContent
  /** The same key queues one mail, however often it is asked for. Says nothing secret: it is stored as it is. */
  readonly idempotencyKey: string
}

/** Where mails wait until they are sent: stored with the change they tell of, sealed, sent after commit. */
export interface MailQueue {
  /** @throws when the mail does not fit its contract, which is a bug of whoever wrote it */
  queue(tx: TenantTx | PlatformTx, mail: Mail): Promise<void>
}

/** A mail as it goes out. */
export interface Letter {
  readonly to: string
  readonly language: MailLanguage
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The same for every try of one mail, so that a second copy is recognised as one. */
  readonly messageId: string
}

/** `permanent`: this mail will never be taken, whoever tries. `error` is a code, never the other side's words. */
export type SendOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'temporary' | 'permanent'; readonly error: string }

/** What takes mails out of the house. Answers with how it went; throws only for bugs. */
export interface MailTransport {
  send(letter: Letter): Promise<SendOutcome>
  /** How many sent mails stay readable afterwards. */
  readonly keeps: number
  close(): void
}
