import type { Done } from '@countersign/shared/identity/sign-up.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { endSession, within } from '../../db/platform-sign-in.repo.ts'
import { afterCommit } from '../../db/tenant-tx.ts'
import { wake } from '../../db/wake.ts'
import { recordAudit } from '../audit/index.ts'

/** Signs the person out on one of their devices, at once. */
export async function revokeSession(
  services: Services,
  actor: Actor,
  input: { id: string },
): Promise<Result<Done>> {
  const { database, clock } = services
  const ended = await database.withTenant(actor.tenantId, async tx => {
    if (!(await endSession(within(tx), input.id, actor.userId, clock.now()))) return false
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'member_session_revoked',
      entityType: 'member',
      entityId: actor.memberId,
      metadata: { sessions: 1 },
    })
    afterCommit(tx, () => wake('sync'))
    return true
  })
  return ended ? ok({ done: true }) : refused('session.not_found')
}
