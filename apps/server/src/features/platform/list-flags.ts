import { featureFlags, flagDefaults } from '@countersign/shared/platform/feature.flags'
import type { PlatformFlags } from '@countersign/shared/platform/platform.contract'
import type { Services } from '../../api/services.ts'
import { listPlatformFlags } from '../../db/platform-admin.repo.ts'

/** Every switch, with what the installation and single tenants have it set to. */
export async function listFlags(
  services: Services,
  input: { tenantId?: string | null | undefined } = {},
): Promise<PlatformFlags> {
  const rows = await listPlatformFlags(services.database.statement, input.tenantId ?? null)
  return {
    items: featureFlags.map(name => ({
      name,
      enabled: rows.find(row => row.name === name && row.tenantId === null)?.enabled ?? flagDefaults[name],
      tenants: rows.flatMap(({ name: flag, tenantId, tenantName, enabled }) =>
        flag === name && tenantId !== null ? [{ tenantId, tenantName: tenantName ?? '', enabled }] : [],
      ),
    })),
  }
}
