import { randomBytes } from 'node:crypto'
import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { recordAudit } from '../audit/index.ts'
import { insertTenant } from './identity.repo.ts'

/** What a new tenant's copilot does: it drafts, and sends nothing by itself. */
const flags = {
  AI_SUGGESTIONS_ENABLED: true,
  AI_AUTOSEND_ENABLED: false,
  DECISION_ENGINE_ENABLED: true,
  RAG_ENABLED: true,
  FEW_SHOT_LEARNING: true,
}
const channelName = { en: 'Web chat', ru: 'Чат на сайте' }

/** Fills the tenant the transaction is in: its owner, a web chat with an address nobody can guess, careful settings. */
export async function createTenant(
  services: Services,
  tx: TenantTx,
  tenant: { name: string; language: 'en' | 'ru'; ownerUserId: string },
): Promise<void> {
  const { ids } = services
  const membershipId = ids.next()
  await insertTenant(tx, {
    name: tenant.name,
    language: tenant.language,
    owner: { membershipId, userId: tenant.ownerUserId, role: 'owner' },
    channel: {
      id: ids.next(),
      key: randomBytes(16).toString('hex'),
      name: channelName[tenant.language],
    },
    profileId: ids.next(),
    flags: Object.entries(flags).map(([name, enabled]) => ({ id: ids.next(), name, enabled })),
  })
  await recordAudit(services, tx, {
    actorKind: 'member',
    actorId: membershipId,
    action: 'tenant_created',
    entityType: 'tenant',
    entityId: tx.tenantId,
  })
}
