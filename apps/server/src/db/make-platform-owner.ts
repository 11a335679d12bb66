import pg from 'pg'

/**
 * Makes a person an owner of the installation. As the role that owns the database: the server's own may not, so that
 * nothing said to the server can.
 *
 * @returns false when nobody has this address
 */
export async function makePlatformOwner(url: string, email: string, actionId: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query<{ id: string; admin: boolean; owner: boolean }>(
      'SELECT id, is_platform_admin AS admin, is_platform_owner AS owner FROM users WHERE email = $1 FOR UPDATE',
      [email],
    )
    const [person] = rows
    if (person === undefined) return false
    if (person.owner) return true
    await client.query('UPDATE users SET is_platform_owner = true, is_platform_admin = true WHERE id = $1', [
      person.id,
    ])
    await client.query(
      `INSERT INTO admin_actions (id, action, target_type, target_id, target_name, reason, previous_state)
       VALUES ($1, 'owner_made', 'user', $2, $3, 'npm run platform -- make-owner', $4)`,
      [actionId, person.id, email, JSON.stringify({ isAdmin: person.admin, isOwner: false })],
    )
    await client.query('COMMIT')
    return true
  } finally {
    // Whatever was not committed goes with the connection.
    await client.end()
  }
}
