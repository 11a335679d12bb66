import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { SecretList, StoredSecret } from '@countersign/shared/secret/secret.contract'
import { showableEnd } from '@countersign/shared/secret/showable-end.policy'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { seal } from '../../crypto/seal.ts'
import { listGlobalSecrets, putGlobalSecret, revokeGlobalSecret } from '../../db/platform-vault.repo.ts'
import { activeMasterKey, placeOf } from '../secret/index.ts'
import { whyOf } from './platform-change.ts'

/** The installation's own secrets, which every tenant's services fall back on. Never with their values. */
export async function listPlatformSecrets(services: Services): Promise<SecretList> {
  const rows = await listGlobalSecrets(services.database.statement)
  return {
    items: rows.map(({ createdAt, createdBy, rotatedAt, revokedAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      createdBy: createdBy === null ? null : { memberId: null, name: createdBy },
      rotatedAt: rotatedAt?.toISOString() ?? null,
      revokedAt: revokedAt?.toISOString() ?? null,
    })),
  }
}

export function putPlatformSecret(
  services: Services,
  actor: Actor,
  input: { name: string; value: string; reason: string },
): Promise<StoredSecret> {
  const { name, value } = input
  return services.database.withPlatform(async tx => {
    const master = await activeMasterKey(services, tx)
    const id = services.ids.next()
    const last4 = showableEnd(value)
    const sealed = seal(master.key, value, placeOf(null, name))
    const secret = { id, name, sealed, keyId: master.id, last4 }
    return {
      id,
      last4,
      replaced: await putGlobalSecret(tx, secret, whyOf(services, actor, input.reason)),
    }
  })
}

export async function revokePlatformSecret(
  services: Services,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Result<{ id: string }>> {
  const why = whyOf(services, actor, input.reason)
  const outcome = await revokeGlobalSecret(services.database.statement, input.id, why)
  return outcome === 'not_found' ? refused('secret.not_found') : ok({ id: input.id })
}
