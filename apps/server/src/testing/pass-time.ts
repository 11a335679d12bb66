import pg from 'pg'

/**
 * Makes a native database believe that the time a dead worker is waited for is over: its replies fall due again and its
 * jobs have missed their heartbeat. Who takes them up, and when, is left to the servers.
 */
export async function letLeasesEnd(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await client.query('UPDATE outbound_messages SET next_attempt_at = now() WHERE leased')
    await client.query(
      "UPDATE pgboss.job SET heartbeat_on = now() - interval '1 hour', started_on = now() - interval '1 hour' WHERE state = 'active'",
    )
  } finally {
    await client.end()
  }
}
