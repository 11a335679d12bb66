import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apiScopes } from '@countersign/shared/api-key/api-key.contract'
import { type Role, roles } from '@countersign/shared/identity/role.policy'
import { embedOffline, offlineEmbedModel } from '@countersign/shared/text/embed-offline'
import pg from 'pg'
import { listTenantTables } from '../../db/catalogue.fixture.ts'
import { embeddedUrl } from '../../db/embedded.ts'
import { insertRow, seedTenantRows, type TenantRows } from '../../db/tenant-rows.fixture.ts'
import { hashPassword } from '../../features/identity/index.ts'
import { testPassword } from '../../testing/small-tenant.ts'
import { anonymous, signInAs, startTestServer, type TestServer } from '../../testing/test-server.ts'
import type { RouteListener } from '../http/http.ts'

/**
 * Two tenants on one server, each with a row in every tenant table: one who is looked for, and one whose people look.
 * Everything of the first that is text says `mark`, so that any answer that holds some of it is known.
 */
export const mark = 'zanzibar'
export const nobody = '019a0000-0000-7000-8000-00000000dead'

/** The id of a tenant's row in a table. */
export type IdsOf = (table: string) => string

export interface TwoTenants {
  readonly test: TestServer
  /** The owner of the database: row-level security does not hold it. */
  readonly admin: pg.Client
  readonly victim: TenantRows
  readonly stranger: TenantRows
  readonly victimIds: IdsOf
  readonly strangerIds: IdsOf
  /** Every route of the server, as `GET /healthz`. */
  readonly routes: readonly string[]
  /** Access tokens of the stranger's people by role. */
  readonly tokens: Readonly<Record<Role, string>>
  /** A key to all that programs may do with what is the stranger's. */
  readonly apiKey: string
  /** The access token of who looks after the installation. */
  readonly keeperToken: string
  /** A digest of every row of the victim's, for comparing before and after. */
  digest(): Promise<string>
  /** What of the victim's is in a text: nothing, when all is well. */
  findLeaks(text: string): string[]
  close(): Promise<void>
}

/** @param env as a user would set it; with DATABASE_URL that is the database of both */
export async function startTwoTenants(env: Readonly<Record<string, string>> = {}): Promise<TwoTenants> {
  const dataDir = mkdtempSync(join(tmpdir(), 'two-tenants-'))
  const routes = new Set<string>()
  const onRoute: RouteListener = ({ method, url }) => routes.add(`${method} ${url}`)
  const test = await startTestServer(dataDir, env, { onRoute })
  const adminUrl = env.DATABASE_URL ?? embeddedUrl(join(dataDir, 'postgres'))
  const admin = new pg.Client({ connectionString: adminUrl })
  admin.on('error', () => {})
  await admin.connect()
  const victim = await seedTenantRows(admin, mark)
  const stranger = await seedTenantRows(admin, 'stranger')
  const tables = await listTenantTables(admin)
  await markTexts(admin, tables, victim.tenantId)
  await leaveWork(admin, [victim.tenantId, stranger.tenantId])
  const tokens = await addPeople(test.url, admin, stranger.tenantId)
  // What is one person's alone is the owner's.
  await admin.query(
    "UPDATE studio_threads SET membership_id = (SELECT id FROM memberships WHERE tenant_id = $1 AND role = 'owner') WHERE tenant_id = $1",
    [stranger.tenantId],
  )
  const ofVictim = await readRows(admin, tables, victim.tenantId)
  const ofStranger = await readRows(admin, tables, stranger.tenantId)
  const known = uuidsIn(ofStranger)
  const secretIds = [...uuidsIn(ofVictim)].filter(id => !known.has(id))
  return {
    test,
    admin,
    victim,
    stranger,
    routes: [...routes].sort(),
    tokens,
    apiKey: await makeApiKey(test.url, tokens.owner),
    keeperToken: await makeKeeper(test, admin),
    victimIds: idsIn(ofVictim, victim),
    strangerIds: idsIn(ofStranger, stranger),
    digest: async () => {
      const rows = await readRows(admin, tables, victim.tenantId)
      const hashOf = (found: unknown) => createHash('sha256').update(JSON.stringify(found)).digest('hex')
      // A line a table, so that a difference says where it is.
      return Object.entries(rows)
        .map(([table, found]) => `${table}: ${hashOf(found)}`)
        .join('\n')
    },
    findLeaks: text => [
      ...secretIds.filter(id => text.includes(id)),
      ...(text.toLowerCase().includes(mark) ? [mark] : []),
    ],
    async close() {
      await admin.end()
      await test.server.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

type Rows = Readonly<Record<string, readonly Record<string, unknown>[]>>

/** Every row of a tenant by table, its people and their sessions included. */
async function readRows(admin: pg.Client, tables: readonly string[], tenantId: string): Promise<Rows> {
  const queries: (readonly [string, string])[] = [
    ['tenants', 'SELECT to_jsonb(t) AS row FROM tenants t WHERE id = $1'],
    ...tables.map(
      table => [table, `SELECT to_jsonb(t) AS row FROM ${table} t WHERE tenant_id = $1`] as const,
    ),
    [
      'users',
      'SELECT to_jsonb(u) AS row FROM users u WHERE id IN (SELECT user_id FROM memberships WHERE tenant_id = $1)',
    ],
    [
      'sessions',
      'SELECT to_jsonb(s) AS row FROM sessions s WHERE membership_id IN (SELECT id FROM memberships WHERE tenant_id = $1)',
    ],
  ]
  const found: Record<string, Record<string, unknown>[]> = {}
  for (const [table, sql] of queries) {
    const { rows } = await admin.query<{ row: Record<string, unknown> }>(
      `SELECT row FROM (${sql}) one ORDER BY row::text`,
      [tenantId],
    )
    found[table] = rows.map(({ row }) => row)
  }
  return found
}

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const uuidsIn = (rows: Rows) => new Set(JSON.stringify(rows).match(uuid))

function idsIn(rows: Rows, tenant: TenantRows): IdsOf {
  const known: Readonly<Record<string, string>> = {
    channels: tenant.channelId,
    memberships: tenant.memberId,
    users: tenant.userId,
    customers: tenant.customerId,
    conversations: tenant.conversationId,
    suggestions: tenant.suggestionId,
    // The one that is on its way to a customer.
    messages: String(rows.outbound_messages?.[0]?.message_id),
  }
  return table => {
    const id = known[table] ?? rows[table]?.find(row => typeof row.id === 'string')?.id
    if (typeof id !== 'string') throw new Error(`no row of ${table} has an id`)
    return id
  }
}

/** The rows are made one by one: what they add up to has to leave room for what is done with them. */
async function leaveWork(admin: pg.Client, tenantIds: readonly string[]): Promise<void> {
  await admin.query('UPDATE conversations SET last_seq = 10 WHERE tenant_id = ANY ($1)', [tenantIds])
  await admin.query('DELETE FROM human_actions WHERE tenant_id = $1', [tenantIds[1]])
  // Passages with another model's vectors are embedded anew every few minutes, also while a slow machine is at these tests.
  await admin.query('UPDATE chunks SET embed_model = $2, embedding = $3::vector WHERE tenant_id = ANY ($1)', [
    tenantIds,
    offlineEmbedModel,
    JSON.stringify(embedOffline('Thirty days.')),
  ])
}

/** Columns whose text means something to the server, or has to be the same elsewhere. */
const meaningful = /hash|timezone|language|locale|currency|country|version|model|status|kind|type|role/

/** Says the mark in every text of a tenant that may say anything. */
async function markTexts(admin: pg.Client, tables: readonly string[], tenantId: string): Promise<void> {
  const { rows } = await admin.query<{ table: string; column: string }>(
    `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'text' AND table_name = ANY ($1)`,
    [tables],
  )
  let marked = 0
  for (const { table, column } of rows.filter(one => !meaningful.test(one.column))) {
    const update = `UPDATE ${table} SET ${column} = ${column} || '-${mark}' WHERE tenant_id = $1 AND ${column} IS NOT NULL`
    // Some texts are held by a check, and history cannot be changed at all.
    const { rowCount } = await admin.query(update, [tenantId]).catch(() => ({ rowCount: 0 }))
    if ((rowCount ?? 0) > 0) marked += 1
  }
  if (marked < 20) throw new Error(`only ${marked} columns could be marked`)
}

/** Adds someone of each role to a tenant, and signs them in. */
async function addPeople(url: string, admin: pg.Client, tenantId: string): Promise<Record<Role, string>> {
  const password_hash = await hashPassword(testPassword)
  const { rows } = await admin.query<{ name: string }>(
    "SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'users' AND column_name = 'email_verified_at'",
  )
  const verified = Object.fromEntries(rows.map(({ name }) => [name, new Date()]))
  const tokens: Partial<Record<Role, string>> = {}
  for (const role of roles) {
    const id = crypto.randomUUID()
    const email = `${role}@stranger.test`
    const person = { id, username: `${role}.stranger`, email, name: role, password_hash }
    await insertRow(admin, 'users', { ...person, ...verified })
    await insertRow(admin, 'memberships', { id: crypto.randomUUID(), tenant_id: tenantId, user_id: id, role })
    const { accessToken } = await anonymous(url).auth.login.mutate({ email, password: testPassword })
    tokens[role] = accessToken
  }
  return tokens as Record<Role, string>
}

/** Another session of the stranger's owner, as on another device. */
export async function signInAgain(url: string): Promise<string> {
  const { accessToken } = await anonymous(url).auth.login.mutate({
    email: 'owner@stranger.test',
    password: testPassword,
  })
  const claims = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString('utf8'))
  return (claims as { sessionId: string }).sessionId
}

/** Puts the installation into the hands of someone of a third tenant. */
async function makeKeeper(test: TestServer, admin: pg.Client): Promise<string> {
  await admin.query("UPDATE users SET is_platform_owner = true WHERE email = 'owner@test.test'")
  return (await signInAs(test.url, 'owner')).token
}

async function makeApiKey(url: string, token: string): Promise<string> {
  const answer = await fetch(`${url}/trpc/apiKey.create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: 'All', scopes: [...apiScopes] }),
  })
  const { result } = (await answer.json()) as { result?: { data: { secret: string } } }
  if (result === undefined) throw new Error(`no key was made: ${answer.status}`)
  return result.data.secret
}
