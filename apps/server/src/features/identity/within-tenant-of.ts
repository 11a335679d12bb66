import type { Services } from '../../api/services.ts'
import type { PlatformTx, TenantTx } from '../../db/tenant-tx.ts'

/** Where a person's own affairs are stored and audited: the tenant they work for, or none if they work for nobody. */
export function withinTenantOf<T>(
  services: Services,
  person: { readonly tenantId: string | null },
  work: (tx: TenantTx | PlatformTx) => Promise<T>,
): Promise<T> {
  const { database } = services
  return person.tenantId === null ? database.withPlatform(work) : database.withTenant(person.tenantId, work)
}

export const isInTenant = (tx: TenantTx | PlatformTx): tx is TenantTx => 'tenantId' in tx
