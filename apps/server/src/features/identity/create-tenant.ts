import { randomBytes } from 'node:crypto'
import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { recordAudit } from '../audit/index.ts'
import { insertTenant } from './identity.repo.ts'

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
  })
  await recordAudit(services, tx, {
    actorKind: 'member',
    actorId: membershipId,
    action: 'tenant_created',
    entityType: 'tenant',
    entityId: tx.tenantId,
  })
}
