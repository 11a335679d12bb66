import type { Clock } from '@countersign/shared/kernel/clock'
import type { IdSource } from '@countersign/shared/kernel/ids'
import type { Keys } from '../crypto/seal.ts'
import type { Database } from '../db/tenant-tx.ts'
import type { JobSender } from '../jobs/queue.ts'
import type { MailQueue } from '../mail/mail.port.ts'
import type { Embedder } from './embedder.port.ts'
import type { IntentScorer } from './intent-scorer.port.ts'
import type { OidcPort } from './oidc.port.ts'

/** What every command and query may use besides its input: the database, jobs, time and ids. */
export interface Services {
  readonly database: Database
  readonly jobs: JobSender
  readonly mail: MailQueue
  readonly intents: IntentScorer
  /** Null where people sign in with a password only. */
  readonly oidc: OidcPort | null
  /** For what is stored sealed. */
  readonly keys: Keys
  readonly clock: Clock
  readonly ids: IdSource
  /** Where people reach the server; absent or null where nobody has said so: mails then carry no link. */
  readonly publicUrl?: (() => string | null) | undefined
  /** What knowledge is compared by. Absent: the offline one. */
  readonly embedder?: Embedder | undefined
}
