import pg from 'pg'

interface Stored {
  readonly id: string
  readonly sealed: Uint8Array
}

/**
 * Seals every mail that is still readable anew, all of them or none. As the role that owns the database: the server's own
 * reads those that are due.
 *
 * @param reseal null for one that is left as it is
 * @returns how many were sealed anew
 */
export async function resealMails(
  url: string,
  reseal: (stored: Stored) => Uint8Array | null,
): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query<Stored>(
      'SELECT id, sealed FROM outbound_mails WHERE sealed IS NOT NULL ORDER BY id FOR UPDATE',
    )
    let count = 0
    for (const stored of rows) {
      const sealed = reseal(stored)
      if (sealed === null) continue
      await client.query('UPDATE outbound_mails SET sealed = $2 WHERE id = $1', [stored.id, sealed])
      count += 1
    }
    await client.query('COMMIT')
    return count
  } finally {
    // Whatever was not committed goes with the connection.
    await client.end()
  }
}
