import type { Clock } from '@countersign/shared/kernel/clock'
import type { IdSource } from '@countersign/shared/kernel/ids'
import type { Database } from '../db/tenant-tx.ts'
import type { JobSender } from '../jobs/queue.ts'

/** What every command and query may use besides its input: the database, jobs, time and ids. */
export interface Services {
  readonly database: Database
  readonly jobs: JobSender
  readonly clock: Clock
  readonly ids: IdSource
}
