import type { Clock } from '@countersign/shared/kernel/clock'
import type { IdSource } from '@countersign/shared/kernel/ids'
import { mailContent, mailLanguages } from '@countersign/shared/mail/mail.contract'
import { z } from 'zod'
import { type Keys, open, SealError, seal, sealedWith } from '../crypto/seal.ts'
import { storeMail } from '../db/platform-mail.repo.ts'
import { afterCommit } from '../db/tenant-tx.ts'
import { wake } from '../db/wake.ts'
import type { MailQueue } from './mail.port.ts'

/** An address as the envelope takes it: one, and nothing that could begin another header. */
const address = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s<>,;:"()[\]\\@\p{Cc}]+@[^\s<>,;:"()[\]\\@\p{Cc}]+$/u)

const mail = z.object({
  to: address,
  language: z.enum(mailLanguages),
  content: mailContent,
  idempotencyKey: z.string().min(1).max(300),
})

const placeOf = (id: string) => `outbound_mails:${id}`

/** Mails are stored sealed: their links and codes open accounts, and a copy of the database must not. */
export function makeMailQueue(parts: { keys: Keys; clock: Clock; ids: IdSource }): MailQueue {
  const key = parts.keys.for('mail')
  return {
    async queue(tx, asked) {
      const { to, language, content, idempotencyKey } = mail.parse(asked)
      const id = parts.ids.next()
      await storeMail(tx, {
        id,
        idempotencyKey,
        recipient: to,
        template: content.template,
        language,
        sealed: seal(key, JSON.stringify(content), placeOf(id)),
        now: parts.clock.now(),
      })
      afterCommit(tx, () => wake('mail'))
    },
  }
}

/**
 * What a stored mail says.
 *
 * @throws {SealError} when the installation's key has changed since it was stored
 */
export function openMail(keys: Keys, stored: { id: string; sealed: Uint8Array }) {
  return mailContent.parse(JSON.parse(open(keys.for('mail'), stored.sealed, placeOf(stored.id)).toString()))
}

/**
 * The same mail sealed with the installation's new key; null when it is already, or when neither key opens it: such a mail
 * is given up as unreadable when its time comes.
 */
export function resealMail(
  previous: Keys,
  keys: Keys,
  stored: { readonly id: string; readonly sealed: Uint8Array },
): Uint8Array<ArrayBuffer> | null {
  const key = keys.for('mail')
  if (sealedWith(stored.sealed) === key.id) return null
  const place = placeOf(stored.id)
  try {
    return seal(key, open(previous.for('mail'), stored.sealed, place), place)
  } catch (error) {
    if (error instanceof SealError) return null
    throw error
  }
}
