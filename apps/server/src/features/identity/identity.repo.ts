import type { Role } from '@countersign/shared/identity/role.policy'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface NewTenant {
  readonly name: string
  readonly language: 'en' | 'ru'
  readonly owner: { readonly membershipId: string; readonly userId: string; readonly role: Role }
  readonly channel: { readonly id: string; readonly key: string; readonly name: string }
  readonly profileId: string
}

/** A tenant with everything it needs to take in its first message, inside the transaction that bears its id. */
export async function insertTenant(tx: TenantTx, tenant: NewTenant): Promise<void> {
  const sql = sqlOf(tx)
  const { tenantId } = tx
  const { name, language, owner, channel } = tenant
  await sql.tenant.create({ data: { id: tenantId, name, language }, select: { id: true } })
  await sql.membership.create({
    data: { id: owner.membershipId, tenantId, userId: owner.userId, role: owner.role },
    select: { id: true },
  })
  await sql.channel.create({
    data: { id: channel.id, tenantId, type: 'webchat', name: channel.name, key: channel.key },
    select: { id: true },
  })
  await sql.agentProfile.create({
    data: { id: tenant.profileId, tenantId, companyFacts: { Company: name } },
    select: { id: true },
  })
  await sql.decisionSetting.create({ data: { tenantId }, select: { tenantId: true } })
  await sql.humanDelaySetting.create({ data: { tenantId, enabled: false }, select: { tenantId: true } })
  await sql.trainingPolicy.create({ data: { tenantId }, select: { tenantId: true } })
}
