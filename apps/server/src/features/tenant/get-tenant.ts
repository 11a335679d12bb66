import type { TenantView } from '@countersign/shared/tenant/tenant.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { findTenant } from './tenant.repo.ts'

export function getTenant(services: Services, actor: Actor): Promise<TenantView> {
  return services.database.readTenant(actor.tenantId, tx => findTenant(tx, false))
}
