import { cpuUsage } from 'node:process'
import pg from 'pg'
import { makeAuth } from '../../apps/server/src/api/access-token.ts'
import type { AccessClaims } from '../../apps/server/src/api/context.ts'
import { makeSessionReader } from '../../apps/server/src/api/read-session.ts'
import { readInOneTrip } from '../../apps/server/src/db/read-in-one-trip.ts'
import type { StatementRunner } from '../../apps/server/src/db/tenant-tx.ts'
import { may } from '../../packages/shared/src/identity/role.policy.ts'
import { systemClock } from '../../packages/shared/src/kernel/clock.ts'
import { openClient } from '../measure/keep-alive-client.ts'
import { measureReference } from '../measure/measure-reference.ts'
import { median } from '../measure/summarise-times.ts'
import { signIn } from '../stand/open-stand.ts'
import type { Figure } from './figure.types.ts'

const turns = 2000
const warmUp = 300
/** A procedure an operator may not call: it is refused when the permission is known, before anything is done. */
const refused = '/trpc/secret.list'

/** What it adds to a request to know who asks, what they may and which tenant's rows they see. */
export const permissionFigure: Figure = {
  name: 'permission',
  measure: stand =>
    stand.onServer(async ({ url, adminUrl }) => {
      const { oneClient } = await measureReference(adminUrl, 800)
      const { client } = await signIn(url)
      const stranger = openClient(url, 1)
      const asker = (who: typeof client, expected: number) => async () => {
        const { status } = await who.get(refused)
        if (status !== expected) throw new Error(`${refused} was answered with ${status}`)
      }
      const permission = await timeAdded(asker(stranger, 401), asker(client, 403))
      client.close()
      stranger.close()
      const processor = await processorTime(adminUrl)
      const tenant = await timeEntering(adminUrl)
      return [
        { figure: 'session and permission, added to a request, p50', ...permission, mark: null },
        { figure: 'session and permission, processor time', ...processor, mark: 0.3 },
        { figure: 'tenant and role, added to a statement, p50', ...tenant, mark: 0.3 },
      ].map(({ added, figure, mark }) => ({
        figure,
        value: added,
        unit: 'ms' as const,
        mark,
        reference: oneClient.p50,
      }))
    }),
}

/** One statement of a tenant, and the same statement on its own: both are one round trip. */
async function timeEntering(adminUrl: string): Promise<{ added: number }> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 1 })
  try {
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM tenants LIMIT 1')
    const tenantId = rows[0]?.id ?? ''
    const text = 'SELECT name FROM tenants WHERE id = $1'
    return await timeAdded(
      () => pool.query(text, [tenantId]),
      () => readInOneTrip(pool, tenantId, { text, values: [tenantId] }),
    )
  } finally {
    await pool.end()
  }
}

/** The difference of the medians of two kinds of work that take turns. */
async function timeAdded(
  less: () => Promise<unknown>,
  more: () => Promise<unknown>,
): Promise<{ added: number }> {
  const times: [number[], number[]] = [[], []]
  for (let turn = 0; turn < warmUp + turns; turn += 1) {
    for (const [kind, work] of [less, more].entries()) {
      const from = performance.now()
      await work()
      if (turn >= warmUp) times[kind as 0 | 1].push(performance.now() - from)
    }
  }
  return { added: median(times[1]) - median(times[0]) }
}

/** The processor time of finding out who asks: reading the token and asking the database what its session is worth. */
async function processorTime(adminUrl: string): Promise<{ added: number }> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 1 })
  try {
    const { rows } = await pool.query<AccessClaims>(
      `SELECT s.id AS "sessionId", s.user_id AS sub, s.membership_id AS "memberId", m.tenant_id AS "tenantId", m.role
       FROM sessions s JOIN memberships m ON m.id = s.membership_id WHERE s.revoked_at IS NULL LIMIT 1`,
    )
    const [claims] = rows
    if (claims === undefined) throw new Error('nobody is signed in')
    const auth = makeAuth('a key for measuring, of thirty-two characters', systemClock)
    const statement: StatementRunner = async <Row>(text: string, values: readonly unknown[]) =>
      (await pool.query({ name: 'resolve', text, values: [...values] })).rows as Row[]
    const reader = makeSessionReader({ auth, statement, clock: systemClock })
    const token = await auth.sign(claims)
    const ask = async () => {
      const session = await reader.read(token, true)
      if ('code' in session) throw new Error(session.code)
      may(session.role, 'secret.write')
    }
    for (let call = 0; call < warmUp; call += 1) await ask()
    const begun = cpuUsage()
    for (let call = 0; call < turns; call += 1) await ask()
    const { user, system } = cpuUsage(begun)
    return { added: (user + system) / 1000 / turns }
  } finally {
    await pool.end()
  }
}
