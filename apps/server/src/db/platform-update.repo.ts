import type { StatementRunner } from './tenant-tx.ts'

export interface UpdateRow {
  readonly id: string
  readonly version: string
  readonly previousVersion: string | null
  readonly migrations: string[]
  readonly at: Date
}

/** @returns whether anything was new */
export async function noteUpdate(
  run: StatementRunner,
  update: { id: string; version: string; migrations: readonly string[]; now: Date },
): Promise<boolean> {
  const [row] = await run<{ noted: boolean }>('SELECT note_update($1, $2, $3, $4) AS noted', [
    update.id,
    update.version,
    [...update.migrations],
    update.now,
  ])
  return row?.noted ?? false
}

/** Newest first. */
export async function listUpdates(run: StatementRunner, limit: number): Promise<UpdateRow[]> {
  return run<UpdateRow>(
    `SELECT u.id, u.version, u.previous_version AS "previousVersion", u.migrations, u.applied_at AS at
     FROM list_updates($1) u`,
    [limit],
  )
}
