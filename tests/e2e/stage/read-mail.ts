import type { Server } from './start-server.ts'
import { until } from './until.ts'

/** What a letter of the product is made of; a secret in it is a code, a link, or both. */
export interface Letter {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly content: { readonly template: string; readonly code?: string; readonly link?: string }
}

/** Every letter to an address, newest first, from the mailbox of a server that sends none. */
export async function lettersTo(server: Server, email: string): Promise<readonly Letter[]> {
  const answer = await fetch(`${server.url}/dev/mail.json?to=${encodeURIComponent(email)}`)
  if (!answer.ok) throw new Error(`The mailbox answered with ${answer.status}`)
  return ((await answer.json()) as { mails: Letter[] }).mails
}

/** Waits for the newest letter of this kind. */
export function letterTo(server: Server, email: string, template: string): Promise<Letter> {
  return until(`${email} gets the letter ${template}`, async () =>
    (await lettersTo(server, email)).find(({ content }) => content.template === template),
  )
}
