import { sqlOf } from './sql-of.ts'
import type { PlatformTx, StatementRunner, TenantTx } from './tenant-tx.ts'

/** The mails that wait, each statement a SECURITY DEFINER function of the migrations. */
export interface NewMail {
  readonly id: string
  readonly idempotencyKey: string
  readonly recipient: string
  readonly template: string
  readonly language: string
  readonly sealed: Uint8Array<ArrayBuffer>
  readonly now: Date
}

export async function storeMail(tx: TenantTx | PlatformTx, mail: NewMail): Promise<void> {
  const { id, idempotencyKey, recipient, template, language, sealed, now } = mail
  await sqlOf(tx).$executeRaw`
    SELECT queue_mail(${id}::uuid, ${idempotencyKey}, ${recipient}, ${template}, ${language}, ${sealed}, ${now})`
}

export interface LeasedMail {
  readonly id: string
  readonly idempotencyKey: string
  readonly recipient: string
  readonly template: string
  readonly language: string
  readonly sealed: Uint8Array
  /** Which try this is, from 1; whoever records its end names it. */
  readonly attempt: number
  readonly createdAt: Date
}

/** Takes due mails for this worker until `leaseUntil`; whoever dies loses them to the next. */
export async function leaseDueMails(
  run: StatementRunner,
  now: Date,
  leaseUntil: Date,
  limit: number,
): Promise<LeasedMail[]> {
  return run<LeasedMail>(
    `SELECT l.id, l.idempotency_key AS "idempotencyKey", l.recipient, l.template, l.language, l.sealed, l.attempt,
       l.created_at AS "createdAt"
     FROM lease_due_mails($1, $2, $3) l`,
    [now, leaseUntil, limit],
  )
}

/** When the next mail falls due; null when none waits. */
export async function nextMailDueAt(run: StatementRunner): Promise<Date | null> {
  const [row] = await run<{ at: Date | null }>('SELECT next_mail_due_at() AS at', [])
  return row?.at ?? null
}

export async function countWaitingMails(run: StatementRunner): Promise<number> {
  const [row] = await run<{ waiting: string }>('SELECT count_waiting_mails() AS waiting', [])
  return Number(row?.waiting ?? 0)
}

/** @param keep how many sent mails stay readable; the rest is wiped */
export async function recordMailSent(
  run: StatementRunner,
  mail: { id: string; attempt: number },
  now: Date,
  keep: number,
): Promise<void> {
  await run('SELECT record_mail_sent($1, $2, $3, $4)', [mail.id, mail.attempt, now, keep])
}

export async function recordMailRetry(
  run: StatementRunner,
  mail: { id: string; attempt: number },
  at: Date,
  error: string,
): Promise<void> {
  await run('SELECT record_mail_retry($1, $2, $3, $4)', [mail.id, mail.attempt, at, error])
}

export async function recordMailFailed(
  run: StatementRunner,
  mail: { id: string; attempt: number },
  error: string,
): Promise<void> {
  await run('SELECT record_mail_failed($1, $2, $3)', [mail.id, mail.attempt, error])
}

/** Gives back what a process that died had leased. Only where it is certain that no other process sends. */
export async function releaseMailLeases(run: StatementRunner, now: Date): Promise<void> {
  await run('SELECT release_mail_leases($1)', [now])
}

export interface KeptMail {
  readonly id: string
  readonly recipient: string
  readonly template: string
  readonly language: string
  readonly sealed: Uint8Array
  readonly sentAt: Date
}

/** The sent mails that are kept readable, newest first. */
export async function readMailbox(run: StatementRunner, limit: number): Promise<KeptMail[]> {
  return run<KeptMail>(
    'SELECT r.id, r.recipient, r.template, r.language, r.sealed, r.sent_at AS "sentAt" FROM read_mailbox($1) r',
    [limit],
  )
}
