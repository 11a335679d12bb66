import type { StoredSecret } from '@countersign/shared/secret/secret.contract'
import { showableEnd } from '@countersign/shared/secret/showable-end.policy'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { seal } from '../../crypto/seal.ts'
import { recordAudit } from '../audit/index.ts'
import { endActiveSecret, insertSecret, lockSecretName } from './secret.repo.ts'
import { activeMasterKey, placeOf } from './vault.ts'

/** Stores a secret of the tenant. The one before it is revoked in the same moment, and its value forgotten. */
export function putSecret(
  services: Services,
  actor: Actor,
  input: { name: string; value: string },
): Promise<StoredSecret> {
  const { name, value } = input
  return services.database.withTenant(actor.tenantId, async tx => {
    await lockSecretName(tx, name)
    const master = await activeMasterKey(services, tx)
    const now = services.clock.now()
    const replaced = await endActiveSecret(tx, name, now)
    const id = services.ids.next()
    const last4 = showableEnd(value)
    await insertSecret(tx, {
      id,
      name,
      sealed: seal(master.key, value, placeOf(actor.tenantId, name)),
      keyId: master.id,
      last4,
      memberId: actor.memberId,
      rotatedAt: replaced ? now : null,
      now,
    })
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: replaced ? 'secret_replaced' : 'secret_stored',
      entityType: 'secret',
      entityId: id,
      metadata: { name },
    })
    return { id, last4, replaced }
  })
}
