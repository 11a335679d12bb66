import { AppError } from '@countersign/shared/kernel/app-error'
import { mailLanguages } from '@countersign/shared/mail/mail.contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Services } from '../../api/services.ts'
import { isLoopback } from '../../config/env.ts'
import { readMailbox } from '../../db/platform-mail.repo.ts'
import { openMail } from '../../mail/mail-queue.ts'
import { mailboxSize } from '../../mail/mailbox.transport.ts'
import { escapeHtml, renderMail } from '../../mail/render-mail.ts'

export interface MailboxRoutesOptions {
  readonly services: Services
}

/**
 * The mails of a server that sends none, for whoever sits at the machine: `/dev/mail`. They open accounts, so who is
 * not on the machine, or comes by another name (a page of elsewhere that points its name here, a proxy), finds nothing.
 */
export async function mailboxRoutes(app: FastifyInstance, { services }: MailboxRoutesOptions): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    if (!isAtTheMachine(request)) throw new AppError('route.not_found', 'There is nothing here')
    reply.header('cache-control', 'no-store')
  })
  app.get('/dev/mail.json', async request => {
    const query = z.object({ to: z.string().max(254).optional() }).safeParse(request.query)
    if (!query.success) throw new AppError('input.invalid', 'The address does not fit')
    const { to } = query.data
    const mails = await readMails(services)
    return { mails: to === undefined ? mails : mails.filter(mail => mail.to === to.toLowerCase()) }
  })
  app.get('/dev/mail', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(listPage(await readMails(services))),
  )
  app.get('/dev/mail.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(style))
  app.get<{ Params: { id: string } }>('/dev/mail/:id', async (request, reply) => {
    const mail = (await readMails(services)).find(one => one.id === request.params.id)
    if (mail === undefined) throw new AppError('route.not_found', 'There is nothing here')
    // A mail brings its own styles, as mail programs want it. Nothing else of it works here but its links.
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', letterPolicy)
      .send(mail.html)
  })
}

const letterPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  'sandbox allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox',
].join('; ')

function isAtTheMachine(request: FastifyRequest): boolean {
  const { headers } = request
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false
  return isLoopback(request.hostname) && isLoopback(request.ip.replace(/^::ffff:/, ''))
}

async function readMails({ database, keys }: Services) {
  const kept = await readMailbox(database.statement, mailboxSize)
  return kept.map(mail => {
    const language = z.enum(mailLanguages).parse(mail.language)
    const content = openMail(keys, mail)
    const { id, recipient, sentAt } = mail
    return {
      id,
      to: recipient,
      language,
      content,
      ...renderMail(content, language),
      sentAt: sentAt.toISOString(),
    }
  })
}

function listPage(mails: Awaited<ReturnType<typeof readMails>>): string {
  const items = mails.map(
    ({ id, to, subject, text, sentAt }) => `<article>
<h2><a href="/dev/mail/${escapeHtml(id)}">${escapeHtml(subject)}</a></h2>
<p>${escapeHtml(to)} · <time datetime="${sentAt}">${sentAt.slice(0, 19).replace('T', ' ')} UTC</time></p>
<pre>${linkify(text)}</pre>
</article>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mailbox · Countersign</title>
<link rel="stylesheet" href="/dev/mail.css">
</head>
<body>
<header><h1>Mailbox</h1>
<p>No mail server is set up (SMTP_URL), so mails stay on this machine. Newest first.</p></header>
<main>
${items.length === 0 ? '<p>No mail yet.</p>' : items.join('\n')}
</main>
</body>
</html>
`
}

/** Addresses that stand on a line of their own. */
function linkify(text: string): string {
  return text
    .split('\n')
    .map(line => {
      const safe = escapeHtml(line)
      return /^https?:\/\/\S+$/.test(line) ? `<a href="${safe}">${safe}</a>` : safe
    })
    .join('\n')
}

const style = `:root{color-scheme:light dark}
body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif}
article{margin:1.5rem 0;padding:1rem 1.25rem;border:1px solid #8884;border-radius:.75rem}
h1{margin-bottom:.25rem}h2{margin:0;font-size:1.1rem}p{margin:.25rem 0 .75rem;opacity:.8}
pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
`
