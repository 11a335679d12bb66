import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type { MailTransport, SendOutcome } from './mail.port.ts'

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  readonly url: string
  /** `Name <address>` or an address. */
  readonly from: string
}

const loopback = new Set(['127.0.0.1', '::1', '[::1]', 'localhost'])
/** Every step together stays well below the lease of a mail. */
const timeouts = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  dnsTimeout: 5_000,
}

/** Sends by SMTP. A password never crosses a network in the clear: `smtp://` with one must turn to TLS first. */
export function makeSmtpTransport({ url, from }: SmtpOptions): MailTransport {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && username !== '' && !loopback.has(hostname),
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    pool: true,
    maxConnections: 3,
    // What a mail says never names a file or an address to read.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...timeouts,
  })
  return {
    keeps: 0,
    async send({ to, subject, text, html, language, messageId }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId,
          headers: {
            'Content-Language': language,
            // No holiday notes in answer, please.
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
          },
        })
        return { kind: 'sent' }
      } catch (error) {
        return readFailure(error)
      }
    },
    close: () => transport.close(),
  }
}

/** @param domain of the sender's address */
export function messageIdOf(idempotencyKey: string, domain: string): string {
  return `<${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 40)}@${domain}>`
}

/** The part of a sender's address behind the @. */
export function domainOf(from: string): string {
  return /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'
}

/**
 * The other side's words can quote the recipient, so only codes are kept. What it refuses about this mail is final; what
 * is wrong with the way there (no connection, a wrong password of ours) is put right some day.
 */
function readFailure(error: unknown): SendOutcome {
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  const name = [typeof code === 'string' ? code : 'EUNKNOWN', responseCode].filter(Boolean).join(' ')
  const aboutTheMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  const final = aboutTheMail && (responseCode === undefined || responseCode >= 500)
  return { kind: final ? 'permanent' : 'temporary', error: name.slice(0, 60) }
}
