import type { StatementRunner } from './tenant-tx.ts'

/**
 * What is taken away with time, each a SECURITY DEFINER function of the migrations: at most `limit` rows of before a
 * moment. @returns how many there were; fewer than `limit` means that none is left
 */
type Purge = (run: StatementRunner, before: Date, limit: number) => Promise<number>

const purgeWith =
  (statement: string): Purge =>
  async (run, before, limit) => {
    const [row] = await run<{ gone: number }>(statement, [before, limit])
    return row?.gone ?? 0
  }

/** Accounts whose address was never confirmed, with the tenants that nobody else has touched. */
export const removeUnverifiedAccounts = purgeWith('SELECT remove_unverified_accounts($1, $2) AS gone')
/** By when they ran out, as the next two. */
export const purgeEmailTokens = purgeWith('SELECT purge_email_tokens($1, $2) AS gone')
export const purgeOidcTickets = purgeWith('SELECT purge_oidc_tickets($1, $2) AS gone')
/** Those nobody has accepted. */
export const purgeInvites = purgeWith('SELECT purge_invites($1, $2) AS gone')
/** By the last wrong try. */
export const purgeSignInLocks = purgeWith('SELECT purge_sign_in_locks($1, $2) AS gone')
/** Sent ones and those given up, by when they were written. */
export const purgeMails = purgeWith('SELECT purge_mails($1, $2) AS gone')
/** Lines of the tenants' logs. Where each log begins now is kept. */
export const pruneSyncLog = purgeWith('SELECT prune_sync_log($1, $2) AS gone')
