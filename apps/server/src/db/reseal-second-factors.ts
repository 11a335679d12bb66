import pg from 'pg'

interface Stored {
  readonly userId: string
  readonly sealed: Uint8Array
}

/**
 * Seals every authenticator secret anew, all of them or none. As the role that owns the database: the server's own reads
 * one person's at a time.
 *
 * @param reseal null for one that needs no change
 * @returns how many were sealed anew
 */
export async function resealSecondFactors(
  url: string,
  reseal: (stored: Stored) => Uint8Array | null,
): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query<Stored>(
      'SELECT user_id AS "userId", sealed_secret AS sealed FROM totp_credentials ORDER BY user_id FOR UPDATE',
    )
    let count = 0
    for (const stored of rows) {
      const sealed = reseal(stored)
      if (sealed === null) continue
      await client.query('UPDATE totp_credentials SET sealed_secret = $2 WHERE user_id = $1', [
        stored.userId,
        sealed,
      ])
      count += 1
    }
    await client.query('COMMIT')
    return count
  } finally {
    // Whatever was not committed goes with the connection.
    await client.end()
  }
}
