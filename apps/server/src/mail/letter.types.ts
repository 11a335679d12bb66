import type { MailContent, MailTemplate } from '@countersign/shared/mail/mail.contract'

/** What a mail says, before it is plain text or HTML. */
export interface Words {
  readonly subject: string
  /** Greeting's name; null for mails to people who may not be known yet. */
  readonly name: string | null
  readonly lines: readonly string[]
  readonly code?: string
  readonly button?: { readonly label: string; readonly link: string }
  /** Smaller, at the end: why it came and what to do if it should not have. */
  readonly remarks: readonly string[]
}

/** The words of every template in one language. */
export type Letters = {
  readonly [Template in MailTemplate]: (content: Extract<MailContent, { template: Template }>) => Words
}

/** What every mail of a language says. */
export interface Frame {
  greet(name: string | null): string
  /** Above a link that is also given as text. */
  readonly pasteLink: string
  readonly orCode: string
  readonly signature: string
}
