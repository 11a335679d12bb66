import type { SecretList } from '@countersign/shared/secret/secret.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listSecretRows } from './secret.repo.ts'

/** What the tenant has stored, without the values: those never leave the server. */
export async function listSecrets(services: Services, actor: Actor): Promise<SecretList> {
  const rows = await services.database.readTenant(actor.tenantId, listSecretRows)
  return {
    items: rows.map(({ createdAt, memberId, memberName, rotatedAt, revokedAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      createdBy: memberName === null ? null : { memberId, name: memberName },
      rotatedAt: rotatedAt?.toISOString() ?? null,
      revokedAt: revokedAt?.toISOString() ?? null,
    })),
  }
}
