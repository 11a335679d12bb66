import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordAudit } from '../audit/index.ts'
import { hasSecret, revokeSecretRow } from './secret.repo.ts'

/** Ends the use of a secret and forgets its value. Revoking again is the same as once. */
export function revokeSecret(
  services: Services,
  actor: Actor,
  input: { id: string },
): Promise<Result<{ id: string }>> {
  const { id } = input
  return services.database.withTenant(actor.tenantId, async tx => {
    const name = await revokeSecretRow(tx, id, services.clock.now())
    if (name === null) return (await hasSecret(tx, id)) ? ok({ id }) : refused('secret.not_found')
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'secret_revoked',
      entityType: 'secret',
      entityId: id,
      metadata: { name },
    })
    return ok({ id })
  })
}
