import type { MailContent } from '@countersign/shared/mail/mail.contract'
import type { TestServer } from './test-server.ts'

/** The mails a server without a mail server has written to somebody, newest first, once all have been written. */
export async function readMails(test: TestServer, to: string): Promise<MailContent[]> {
  await test.server.drain(20_000)
  const response = await fetch(`${test.url}/dev/mail.json?to=${encodeURIComponent(to)}`)
  const { mails } = (await response.json()) as { mails: { content: MailContent }[] }
  return mails.map(mail => mail.content)
}

/** The newest mail of a kind; fails when there is none. */
export async function readMail<Template extends MailContent['template']>(
  test: TestServer,
  to: string,
  template: Template,
): Promise<Extract<MailContent, { template: Template }>> {
  const found = (await readMails(test, to)).find(mail => mail.template === template)
  if (found === undefined) throw new Error(`no ${template} to ${to}`)
  return found as Extract<MailContent, { template: Template }>
}

/** What the link of a mail carries. */
export function tokenOf(mail: { readonly link: string }): string {
  return new URL(mail.link).searchParams.get('token') ?? ''
}
