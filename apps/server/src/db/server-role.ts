import { createHash, createHmac } from 'node:crypto'
import pg from 'pg'

/** What the role of a connection string may do. */
interface Powers {
  readonly superuser: boolean
  readonly createsRoles: boolean
  readonly owns: boolean
  readonly isMember: boolean
  readonly database: string
  readonly user: string
}

/** Whether this role may prepare the database (migrate, make roles), or is already a restricted one. */
export async function mayPrepare(url: string): Promise<boolean> {
  return withConnection(url, async client => {
    const powers = await readPowers(client)
    if (powers.superuser || powers.createsRoles) return true
    if (powers.isMember && !powers.owns) return false
    throw new Error(
      `DATABASE_URL: the role ${powers.user} may neither create roles nor is it a member of countersign_app that owns nothing; ` +
        'give the URL of a role with CREATEROLE once, or of a prepared one',
    )
  })
}

/**
 * Makes the role the server works as on a native database: it can log in, owns nothing, bypasses nothing, and has only
 * what countersign_app has. Its password follows from a secret every process of the installation has, so that all of
 * them connect without sharing a file.
 *
 * @param adminUrl a role with CREATEROLE
 * @param secret at least 32 characters
 * @returns the restricted role's connection string
 */
export async function ensureServerRole(adminUrl: string, secret: string): Promise<string> {
  return withConnection(adminUrl, async client => {
    const { database } = await readPowers(client)
    const hash = createHash('sha256').update(database).digest('hex').slice(0, 12)
    const role = `countersign_server_${hash}`
    const password = createHmac('sha256', secret).update(`server role of ${database}`).digest('base64url')
    // Two processes starting together would fail on the role's row; the lock lets the second find it made.
    await client.query("SELECT pg_advisory_lock(hashtext('countersign server role'))")
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role])
    // Everything a new role may not do is the default; an existing one is only given the password of today's secret.
    const statement = rowCount === 0 ? 'CREATE ROLE' : 'ALTER ROLE'
    await client.query(
      `${statement} ${pg.escapeIdentifier(role)} LOGIN PASSWORD ${pg.escapeLiteral(password)}`,
    )
    await client.query(`GRANT countersign_app TO ${pg.escapeIdentifier(role)}`)
    await client.query(
      `GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(database)} TO ${pg.escapeIdentifier(role)}`,
    )
    const url = new URL(adminUrl)
    url.username = role
    url.password = password
    return url.toString()
  })
}

async function readPowers(client: pg.Client): Promise<Powers> {
  const { rows } = await client.query(`
    SELECT current_database() AS database, current_user AS "user", rolsuper AS superuser, rolcreaterole AS "createsRoles",
      EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = 'public' AND c.relowner = r.oid) AS owns,
      EXISTS (SELECT FROM pg_roles app WHERE app.rolname = 'countersign_app' AND pg_has_role(r.oid, app.oid, 'member')) AS "isMember"
    FROM pg_roles r WHERE r.rolname = current_user`)
  return rows[0] as Powers
}

async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
