import type { OidcIdentity } from '@countersign/shared/identity/oidc.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listOidcIdentities as readIdentities } from '../../db/platform-oidc.repo.ts'

export async function listOidcIdentities(
  services: Services,
  actor: Actor,
): Promise<{ identities: OidcIdentity[] }> {
  const rows = await readIdentities(services.database.statement, actor.userId)
  return {
    identities: rows.map(({ createdAt, lastUsedAt, ...row }) => ({
      ...row,
      linkedAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
  }
}
