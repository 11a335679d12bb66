import pg from 'pg'

/** What is sealed with a key made from the installation's own, and so has to be sealed anew when that one changes. */
const sealedColumns = {
  mails: {
    read: 'SELECT id, sealed FROM outbound_mails WHERE sealed IS NOT NULL ORDER BY id FOR UPDATE',
    write: 'UPDATE outbound_mails SET sealed = $2 WHERE id = $1',
  },
  secondFactors: {
    read: 'SELECT user_id AS id, sealed_secret AS sealed FROM totp_credentials ORDER BY user_id FOR UPDATE',
    write: 'UPDATE totp_credentials SET sealed_secret = $2 WHERE user_id = $1',
  },
} as const

interface SealedRow {
  /** A mail's own id, or the person's whose second factor it is. */
  readonly id: string
  readonly sealed: Uint8Array
}

/**
 * Seals all rows of a kind anew, or none. As the role that owns the database: the server's own reads those it needs, when
 * it needs them.
 *
 * @param reseal null for one that is left as it is
 * @returns how many were sealed anew
 */
export async function resealRows(
  url: string,
  kind: keyof typeof sealedColumns,
  reseal: (row: SealedRow) => Uint8Array | null,
): Promise<number> {
  const { read, write } = sealedColumns[kind]
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query<SealedRow>(read)
    let count = 0
    for (const row of rows) {
      const sealed = reseal(row)
      if (sealed === null) continue
      await client.query(write, [row.id, sealed])
      count += 1
    }
    await client.query('COMMIT')
    return count
  } finally {
    // Whatever was not committed goes with the connection.
    await client.end()
  }
}
