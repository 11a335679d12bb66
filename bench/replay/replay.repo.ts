import { randomBytes } from 'node:crypto'
import type { Services } from '../../apps/server/src/api/services.ts'
import { registerUser } from '../../apps/server/src/db/platform.repo.ts'
import { sqlOf } from '../../apps/server/src/db/sql-of.ts'
import { hashPassword } from '../../apps/server/src/features/identity/index.ts'

export interface ReplayTenant {
  readonly tenantId: string
  readonly channelKey: string
  readonly email: string
  readonly password: string
}

/** A tenant of its own for one replay: an owner, a web chat channel, and nothing it knows yet. */
export async function makeReplayTenant(services: Services, settleMs: number): Promise<ReplayTenant> {
  const { ids, database } = services
  const tenantId = ids.next()
  const name = `replay-${randomBytes(4).toString('hex')}`
  const email = `owner@${name}.test`
  const password = randomBytes(12).toString('base64url')
  const userId = ids.next()
  const passwordHash = await hashPassword(password)
  await registerUser(database.statement, { id: userId, username: name, email, name: 'Owner', passwordHash })
  await database.withTenant(tenantId, async tx => {
    const sql = sqlOf(tx)
    await sql.tenant.create({ data: { id: tenantId, name, timezone: 'UTC' }, select: { id: true } })
    await sql.membership.create({
      data: { id: ids.next(), tenantId, userId, role: 'owner' },
      select: { id: true },
    })
    await sql.channel.create({
      data: { id: ids.next(), tenantId, type: 'webchat', name: 'Replay', key: name },
      select: { id: true },
    })
    await sql.decisionSetting.create({
      data: { tenantId, settleQuietMs: settleMs, settleMaxMs: settleMs },
      select: { tenantId: true },
    })
  })
  return { tenantId, channelKey: name, email, password }
}

/** How the pipeline's run for one customer message ended. */
export interface EndedRun {
  readonly conversationId: string
  readonly customerSeq: number
  readonly status: 'finished' | 'superseded'
  readonly verdict: 'respond' | 'ignore' | 'escalate' | null
  readonly decision: 'AUTO_SEND' | 'NEED_APPROVAL' | 'ESCALATE' | null
  /** Whether a sentence of the suggestion points at a passage that supports it. */
  readonly supported: boolean
}

/** Runs of these conversations that have ended. A failed run is not over: the queue tries it again. */
export async function listEndedRuns(
  services: Services,
  tenantId: string,
  conversationIds: readonly string[],
): Promise<EndedRun[]> {
  return services.database.withTenant(
    tenantId,
    tx => sqlOf(tx).$queryRaw<EndedRun[]>`
      SELECT r.conversation_id AS "conversationId", r.last_customer_seq AS "customerSeq", r.status, d.verdict, s.decision,
        EXISTS (SELECT FROM jsonb_array_elements(s.sentences) line
          WHERE (line->>'supported')::boolean AND jsonb_array_length(line->'evidenceIds') > 0) AS supported
      FROM suggest_runs r
      LEFT JOIN suggestions s ON s.tenant_id = r.tenant_id AND s.run_id = r.id
      LEFT JOIN ai_decisions d ON d.tenant_id = r.tenant_id AND d.run_id = r.id
      WHERE r.tenant_id = ${tenantId}::uuid AND r.conversation_id = ANY(${[...conversationIds]}::uuid[])
        AND r.status IN ('finished', 'superseded')`,
  )
}
