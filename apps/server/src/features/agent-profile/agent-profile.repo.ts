import type { AgentProfileFields } from '@countersign/shared/agent-profile/agent-profile.contract'
import { Prisma } from '../../db/generated/client.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface ProfileRow extends Omit<AgentProfileFields, 'companyFacts' | 'language'> {
  readonly id: string
  readonly channelId: string | null
  readonly version: number
  readonly language: string | null
  readonly companyFacts: unknown
}

export interface ProfileSituation {
  /** Null: the tenant's own profile is asked for, or the tenant has no such channel. */
  readonly channel: string | null
  /** The profile asked for, where it exists. */
  readonly own: ProfileRow | null
  readonly tenants: ProfileRow | null
  /** Models that may draft and whose price is known. */
  readonly models: string[]
}

/** All there is to know of one profile, as of one moment. */
export async function findProfile(tx: TenantTx, channelId: string | null): Promise<ProfileSituation> {
  const profile = Prisma.sql`json_build_object('id', p.id, 'channelId', p.channel_id, 'version', p.version,
    'companyFacts', p.company_facts, 'model', p.model, 'temperature', p.temperature, 'topP', p.top_p, 'tone', p.tone,
    'language', p.language, 'systemPrompt', p.system_prompt, 'flaggedKeywords', p.flagged_keywords,
    'flaggedPhrases', p.flagged_phrases, 'ignoreExamples', p.ignore_examples, 'chatsEnabled', p.chats_enabled)`
  // The two indexes are partial ones: only a condition of theirs finds them.
  const isOf =
    channelId === null ? Prisma.sql`p.channel_id IS NULL` : Prisma.sql`p.channel_id = ${channelId}::uuid`
  const [row] = await sqlOf(tx).$queryRaw<ProfileSituation[]>`
    SELECT (SELECT c.id FROM channels c WHERE c.tenant_id = t.id AND c.id = ${channelId}::uuid) AS channel,
      (SELECT ${profile} FROM agent_profiles p
        WHERE p.tenant_id = t.id AND ${isOf}) AS own,
      (SELECT ${profile} FROM agent_profiles p WHERE p.tenant_id = t.id AND p.channel_id IS NULL) AS tenants,
      (SELECT coalesce(json_agg(m.name ORDER BY m.name), '[]') FROM ai_models m
        WHERE m.active AND 'draft' = ANY (m.abilities) AND m.provider <> 'offline') AS models
    FROM tenants t WHERE t.id = ${tx.tenantId}::uuid`
  if (row === undefined) throw new Error('there is no such tenant')
  return row
}

const columns = ({ companyFacts, ...fields }: AgentProfileFields, updatedAt: Date) => ({
  ...fields,
  companyFacts: Object.fromEntries(companyFacts.map(({ name, value }) => [name, value])),
  updatedAt,
})

export async function insertProfile(
  tx: TenantTx,
  row: { id: string; channelId: string | null },
  fields: AgentProfileFields,
  now: Date,
): Promise<void> {
  await sqlOf(tx).agentProfile.create({
    data: { ...columns(fields, now), ...row, tenantId: tx.tenantId },
    select: { id: true },
  })
}

export async function updateProfile(
  tx: TenantTx,
  id: string,
  fields: AgentProfileFields,
  now: Date,
): Promise<void> {
  await sqlOf(tx).agentProfile.updateMany({
    where: { tenantId: tx.tenantId, id },
    data: { ...columns(fields, now), version: { increment: 1 } },
  })
}

export async function deleteProfile(tx: TenantTx, id: string): Promise<void> {
  await sqlOf(tx).agentProfile.deleteMany({ where: { tenantId: tx.tenantId, id } })
}
