import type { Clock } from '@countersign/shared/kernel/clock'
import { mailLanguages } from '@countersign/shared/mail/mail.contract'
import { mailPatienceMs, nextMailAttempt } from '@countersign/shared/mail/mail-retry.policy'
import { z } from 'zod'
import type { Keys } from '../crypto/seal.ts'
import {
  type LeasedMail,
  leaseDueMails,
  nextMailDueAt,
  recordMailFailed,
  recordMailRetry,
  recordMailSent,
} from '../db/platform-mail.repo.ts'
import type { StatementRunner } from '../db/tenant-tx.ts'
import type { DueWork } from '../jobs/due-loop.ts'
import { inWork, type Log } from '../telemetry/log.ts'
import type { Letter, MailTransport } from './mail.port.ts'
import { openMail } from './mail-queue.ts'
import { renderMail } from './render-mail.ts'
import { messageIdOf } from './smtp.transport.ts'

export interface SendMailsParts {
  readonly statement: StatementRunner
  readonly clock: Clock
  readonly keys: Keys
  readonly transport: MailTransport
  /** Behind the @ of every Message-ID. */
  readonly domain: string
  readonly random: () => number
  readonly log: Log
}

/** Longer than the transport's own time-outs together. */
const leaseMs = 120_000
const batch = 20

/** Due mails are leased, sent and recorded. A worker that dies between sending and recording sends one again, under the same Message-ID. */
export function makeSendMails(parts: SendMailsParts): DueWork {
  const { statement, clock } = parts
  return {
    name: 'mail',
    topic: 'mail',
    restMs: 5000,
    async run() {
      const now = clock.now()
      const nextAt = await nextMailDueAt(statement)
      if (nextAt === null || nextAt > now) return { done: 0, nextAt }
      const due = await leaseDueMails(statement, now, new Date(now.getTime() + leaseMs), batch)
      await Promise.all(due.map(mail => inWork({ requestId: mail.id }, () => sendMail(parts, mail))))
      return { done: due.length, nextAt: null }
    },
  }
}

async function sendMail(parts: SendMailsParts, mail: LeasedMail): Promise<void> {
  const { statement, clock, transport, log, random } = parts
  const { id, attempt, template } = mail
  const fail = async (error: string) => {
    await recordMailFailed(statement, mail, error)
    log.warn({ mail: id, template, attempt, error }, 'a mail was given up')
  }
  if (clock.now().getTime() - mail.createdAt.getTime() > mailPatienceMs) return fail('mail.too_old')
  const letter = writeLetter(parts, mail)
  if (letter === null) return fail('mail.unreadable')
  const outcome = await transport.send(letter)
  const now = clock.now()
  if (outcome.kind === 'sent') return recordMailSent(statement, mail, now, transport.keeps)
  const at = outcome.kind === 'permanent' ? null : nextMailAttempt(mail.createdAt, attempt, now, random())
  if (at === null) return fail(outcome.error)
  await recordMailRetry(statement, mail, at, outcome.error)
  log.warn({ mail: id, template, attempt, error: outcome.error, at }, 'a mail is tried again later')
}

/** Null when it cannot be opened or read: the installation's key is another, or an older release wrote it. */
function writeLetter({ keys, domain }: SendMailsParts, mail: LeasedMail): Letter | null {
  try {
    const language = z.enum(mailLanguages).parse(mail.language)
    const content = openMail(keys, mail)
    const messageId = messageIdOf(mail.idempotencyKey, domain)
    return { to: mail.recipient, language, messageId, ...renderMail(content, language) }
  } catch {
    return null
  }
}
